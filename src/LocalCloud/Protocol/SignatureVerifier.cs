using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Protocol;

/// <summary>Verifies a Signature Version 4, in a header or a presigned URL, against the secret of its access key.</summary>
public sealed class SignatureVerifier(SignatureOptions options, TimeProvider time)
{
    internal const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";

    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>
    /// Null when the signature is right. <paramref name="bodySha256"/> is the hash of the received body; null when the body is
    /// still to be streamed, so that the caller must hold it against <c>x-amz-content-sha256</c>.
    /// </summary>
    public SignatureFailure? Verify(SignedRequest request, Signature signature, SigningKey key, string? bodySha256)
    {
        if (CheckHeaders(request, signature) is { } unsigned)
        {
            return unsigned;
        }

        if (CheckTime(signature) is { } late)
        {
            return late;
        }

        var claimed = PayloadHash(request, signature, bodySha256);
        if (bodySha256 is not null && IsHash(claimed) && !IsSame(claimed, bodySha256))
        {
            return new(SignatureFailureKind.WrongPayload, "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }

        var expected = key.Sign(StringToSign(request, signature, claimed));
        return IsSame(expected, signature.Value)
            ? null
            : SignatureFailure.Mismatch();
    }

    internal static string StringToSign(SignedRequest request, Signature signature, string payloadHash)
    {
        var canonical = CanonicalRequest.Create(request, signature.SignedHeaders, payloadHash, signature.Service == "s3");
        return string.Join('\n', "AWS4-HMAC-SHA256", signature.Timestamp, signature.Scope, SigningKey.Sha256(Encoding.UTF8.GetBytes(canonical)));
    }

    private static string PayloadHash(SignedRequest request, Signature signature, string? bodySha256) =>
        request.Header("x-amz-content-sha256")
            ?? (signature.IsPresigned && signature.Service == "s3" ? UnsignedPayload : bodySha256 ?? UnsignedPayload);

    // Otherwise anyone who sees a signed request could send it to another host.
    private static SignatureFailure? CheckHeaders(SignedRequest request, Signature signature)
    {
        var missing = signature.SignedHeaders.Where(name => !request.Headers.ContainsKey(name)).ToList();
        if (!signature.SignedHeaders.Contains("host", StringComparer.Ordinal))
        {
            return new(SignatureFailureKind.Incomplete, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        return missing.Count == 0
            ? null
            : new(SignatureFailureKind.Mismatch, $"Signed headers are missing from the request: {string.Join(", ", missing)}.");
    }

    /// <summary>Null when it was signed about now or, of a link, is not over yet.</summary>
    public SignatureFailure? CheckTime(Signature signature)
    {
        if (!DateTimeOffset.TryParseExact(signature.Timestamp, TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signed))
        {
            return new(SignatureFailureKind.Incomplete, $"Date must be in ISO-8601 'basic format'. Got '{signature.Timestamp}'.");
        }

        if (!signature.Timestamp.StartsWith(signature.Date, StringComparison.Ordinal))
        {
            return new(SignatureFailureKind.Mismatch, $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{signature.Date}' != '{signature.Timestamp[..8]}'.");
        }

        if (options.AllowedSkew is not { } skew)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (signature.Expires is { } lifetime)
        {
            return now > signed + lifetime ? new(SignatureFailureKind.ExpiredUrl, "Request has expired") : null;
        }

        return (now - signed).Duration() <= skew ? null : Skewed(signature, now, skew);
    }

    private static SignatureFailure Skewed(Signature signature, DateTimeOffset now, TimeSpan skew)
    {
        var today = now.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);
        return new(SignatureFailureKind.Skewed,
            $"Signature expired or not yet current: {signature.Timestamp} is more than {skew.TotalMinutes:0} min. away from {today}. Set this machine's clock.");
    }

    private static bool IsHash(string value) => value.Length == 64 && value.All(char.IsAsciiHexDigit);

    private static bool IsSame(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
