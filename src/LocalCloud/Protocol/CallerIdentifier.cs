using System.Security.Cryptography;
using System.Text;
using LocalCloud.Iam;

namespace LocalCloud.Protocol;

/// <summary>Tells who sent a request, by its Signature Version 4 and the keys that this cloud has issued.</summary>
public sealed class CallerIdentifier(CredentialStore credentials, SignatureVerifier verifier, TimeProvider time)
{
    /// <summary>
    /// <paramref name="bodySha256"/> is the body's hash in lower-case hexadecimal; null when the body is yet to be streamed:
    /// then the caller must hold it against the request's <c>x-amz-content-sha256</c> itself.
    /// </summary>
    public Caller Identify(SignedRequest request, string? bodySha256)
    {
        var signature = SignatureReader.Read(request, out var unreadable);
        if (unreadable is not null)
        {
            return new Caller.Rejected(unreadable, null);
        }

        if (signature is null)
        {
            return new Caller.Unsigned();
        }

        if (credentials.Find(signature.AccessKeyId) is not { } known)
        {
            return Reject(signature, SignatureFailureKind.UnknownKey,
                "The security token included in the request is invalid. The access key is not one of this cloud: see the credentials that it printed when it started.");
        }

        if (CheckToken(signature, known) is { } failure)
        {
            return new Caller.Rejected(failure, signature);
        }

        var key = SigningKey.Derive(known.SecretAccessKey, signature);
        return verifier.Verify(request, signature, key, bodySha256) is { } problem
            ? new Caller.Rejected(problem, signature)
            : new Caller.Known(known.Principal, signature, key);
    }

    private SignatureFailure? CheckToken(Signature signature, Credentials known)
    {
        if (known.SessionToken is { } token && !IsSame(token, signature.SessionToken ?? ""))
        {
            return new(SignatureFailureKind.WrongToken, "The security token included in the request is invalid.");
        }

        return known.Expiration <= time.GetUtcNow()
            ? new(SignatureFailureKind.ExpiredToken, "The security token included in the request is expired")
            : null;
    }

    private static Caller.Rejected Reject(Signature signature, SignatureFailureKind kind, string message) => new(new(kind, message), signature);

    private static bool IsSame(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
