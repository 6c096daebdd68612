using System.Text;
using LocalCloud.Iam;
using LocalCloud.Protocol;

namespace LocalCloud.Tests.Protocol;

/// <summary>Signs a request for 2026-01-01; what it is worth is proved by the suite and by the official SDKs.</summary>
internal static class TestSigner
{
    private const string Timestamp = "20260101T000000Z";

    public static void Sign(HttpRequestMessage request, string host, Credentials credentials, string service, string body, string? payloadHash = null)
    {
        request.Headers.Host = host;
        request.Headers.Add("X-Amz-Date", Timestamp);
        if (credentials.SessionToken is { } token)
        {
            request.Headers.Add("X-Amz-Security-Token", token);
        }

        var names = request.Headers.Select(header => header.Key.ToLowerInvariant()).Order(StringComparer.Ordinal).ToArray();
        var signature = new Signature
        {
            AccessKeyId = credentials.AccessKeyId,
            Date = Timestamp[..8],
            Region = "us-east-1",
            Service = service,
            SignedHeaders = names,
            Value = "",
            Timestamp = Timestamp,
        };
        var target = request.RequestUri!.OriginalString.Split('?');
        var headers = request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => (IReadOnlyList<string>)[.. header.Value]);
        var signed = new SignedRequest(request.Method.Method, target[0], target.Length > 1 ? target[1] : "", headers);
        var value = SigningKey.Derive(credentials.SecretAccessKey, signature)
            .Sign(SignatureVerifier.StringToSign(signed, signature, payloadHash ?? SigningKey.Sha256(Encoding.UTF8.GetBytes(body))));
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{signature.Scope}, SignedHeaders={string.Join(';', names)}, Signature={value}");
    }
}
