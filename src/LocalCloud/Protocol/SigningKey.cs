using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Protocol;

/// <summary>The key that a secret yields for one day, region and service, and the signatures made with it.</summary>
public sealed class SigningKey
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly byte[] _key;

    private SigningKey(byte[] key) => _key = key;

    public static SigningKey Derive(string secret, Signature signature)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in (string[])[signature.Date, signature.Region, signature.Service, "aws4_request"])
        {
            key = Mac(key, part);
        }

        return new(key);
    }

    public string Sign(string text) => Convert.ToHexStringLower(Mac(_key, text));

    /// <summary>The signature of a chunk of a <c>STREAMING-AWS4-HMAC-SHA256-PAYLOAD</c> body; the first one follows the request's own.</summary>
    public string SignChunk(Signature request, string previous, ReadOnlySpan<byte> chunk) => Sign(string.Join('\n',
        "AWS4-HMAC-SHA256-PAYLOAD", request.Timestamp, request.Scope, previous, EmptyHash, Sha256(chunk)));

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
