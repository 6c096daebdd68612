using System.Security.Cryptography;
using System.Text;

namespace Mlops.Domain.Json;

/// <summary>SHA-256 as 64 lower-case hexadecimal digits: the name of a content everywhere in the product.</summary>
public static class ContentHash
{
    public const int Length = 64;

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static async Task<string> OfAsync(Stream content, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));

    /// <summary>The hash that S3 reports as <c>ChecksumSHA256</c> of a full object; null when the text is not one (a composite checksum ends in <c>-parts</c>).</summary>
    public static string? FromBase64(string? checksum)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return checksum is not null && Convert.TryFromBase64String(checksum, hash, out var written) && written == hash.Length
            ? Convert.ToHexStringLower(hash)
            : null;
    }
}
