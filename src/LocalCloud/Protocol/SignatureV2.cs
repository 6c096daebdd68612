using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Protocol;

/// <summary>
/// A link to S3 signed with Signature Version 2: boto3 and the AWS CLI still make such links, and no other requests, in us-east-1
/// (S3 user guide, "Signing and authenticating REST requests").
/// </summary>
internal sealed record SignatureV2(string AccessKeyId, string Value, string Expires, string? SessionToken)
{
    // What of the query is part of the resource, and so is signed.
    private static readonly HashSet<string> Signed = new(StringComparer.Ordinal)
    {
        "acl", "cors", "delete", "lifecycle", "location", "logging", "notification", "partNumber", "policy", "requestPayment", "tagging", "torrent",
        "uploadId", "uploads", "versionId", "versioning", "versions", "website", "response-cache-control", "response-content-disposition",
        "response-content-encoding", "response-content-language", "response-content-type", "response-expires",
    };

    /// <summary>Null: the request is no such link.</summary>
    public static SignatureV2? Read(SignedRequest request)
    {
        if (!request.RawQuery.Contains("AWSAccessKeyId=", StringComparison.Ordinal))
        {
            return null;
        }

        var query = CanonicalRequest.QueryParameters(request.RawQuery).ToLookup(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);
        string? Value(string name) => query[name].FirstOrDefault();
        return Value("AWSAccessKeyId") is { } key && Value("Signature") is { } value && Value("Expires") is { } expires
            ? new(key, value, expires, Value("x-amz-security-token"))
            : null;
    }

    /// <summary>As what a link of Version 4 is known by; a lifetime from 1970 on stands for an instant.</summary>
    public Signature ToSignature() => new()
    {
        AccessKeyId = AccessKeyId,
        Date = "19700101",
        Region = "us-east-1",
        Service = "s3",
        SignedHeaders = ["host"],
        Value = Value,
        Timestamp = "19700101T000000Z",
        SessionToken = SessionToken,
        Expires = TimeSpan.FromSeconds(long.TryParse(Expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, int.MaxValue) : 0),
    };

    public bool IsMadeWith(string secret, SignedRequest request)
    {
#pragma warning disable CA5350 // Version 2 is a SHA-1 by definition
        var expected = HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(StringToSign(request)));
#pragma warning restore CA5350
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Convert.ToBase64String(expected)), Encoding.UTF8.GetBytes(Value));
    }

    private string StringToSign(SignedRequest request)
    {
        var parameters = CanonicalRequest.QueryParameters(request.RawQuery).ToList();
        var amazon = request.Headers.Select(header => (Name: header.Key, Value: string.Join(',', header.Value)))
            .Concat(parameters.Select(parameter => (Name: parameter.Name.ToLowerInvariant(), parameter.Value)))
            .Where(header => header.Name.StartsWith("x-amz-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .Select(header => $"{header.Name}:{header.Value.Trim()}\n");
        var resource = parameters.Where(parameter => Signed.Contains(parameter.Name)).OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => parameter.Value.Length == 0 ? parameter.Name : $"{parameter.Name}={parameter.Value}").ToList();
        var text = string.Join('\n', request.Method, request.Header("content-md5"), request.Header("content-type"), Expires);
        return $"{text}\n{string.Concat(amazon)}{request.RawPath}{(resource.Count > 0 ? "?" : "")}{string.Join('&', resource)}";
    }
}
