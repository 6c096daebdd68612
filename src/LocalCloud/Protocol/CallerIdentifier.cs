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
        if (SignatureV2.Read(request) is { } link)
        {
            return Identify(request, link);
        }

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
            return Unknown(signature);
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

    private Caller Identify(SignedRequest request, SignatureV2 link)
    {
        var signature = link.ToSignature();
        if (credentials.Find(link.AccessKeyId) is not { } known)
        {
            return Unknown(signature);
        }

        if ((CheckToken(signature, known) ?? verifier.CheckTime(signature)) is { } failure)
        {
            return new Caller.Rejected(failure, signature);
        }

        return link.IsMadeWith(known.SecretAccessKey, request)
            ? new Caller.Known(known.Principal, signature, SigningKey.Derive(known.SecretAccessKey, signature))
            : new Caller.Rejected(SignatureFailure.Mismatch(), signature);
    }

    private static Caller.Rejected Unknown(Signature signature) => new(
        new(SignatureFailureKind.UnknownKey,
            "The security token included in the request is invalid. The access key is not one of this cloud: see the credentials that it printed when it started."),
        signature);

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

    private static bool IsSame(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
