using LocalCloud.S3.Checksums;

namespace LocalCloud.S3.Http;

/// <summary>A request's content, freed of <c>aws-chunked</c>, and what its headers and trailers claim about it.</summary>
internal sealed class RequestBody(S3Exchange exchange)
{
    private IReadOnlyDictionary<string, string>? _trailers;

    public Stream Open()
    {
        if (!IsChunked())
        {
            return exchange.Http.Request.Body;
        }

        var chunked = new AwsChunkedStream(exchange.Http.Request.Body);
        _trailers = chunked.Trailers;
        return chunked;
    }

    public GivenDigests Digests()
    {
        var headers = Enum.GetValues<ChecksumAlgorithm>().Where(algorithm => exchange.Header(Checksum.Header(algorithm)) is not null).ToList();
        if (headers.Count > 1)
        {
            throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }

        var trailer = Trailer();
        if (headers.Count == 0 && trailer is null && exchange.Header("x-amz-sdk-checksum-algorithm") is not null)
        {
            throw S3Errors.InvalidRequest(
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        }

        var algorithm = headers.Count == 1 ? headers[0] : trailer;
        return new()
        {
            Md5 = exchange.Header("Content-MD5"),
            ContentSha256 = exchange.Header("x-amz-content-sha256") is { Length: 64 } sha256 ? sha256 : null,
            Algorithm = algorithm,
            Checksum = () => algorithm is { } known ? Claimed(Checksum.Header(known)) : null,
        };
    }

    private string? Claimed(string header) =>
        exchange.Header(header) ?? _trailers?.GetValueOrDefault(header);

    private ChecksumAlgorithm? Trailer()
    {
        var announced = exchange.Header("x-amz-trailer")?.Trim();
        foreach (var algorithm in Enum.GetValues<ChecksumAlgorithm>())
        {
            if (string.Equals(announced, Checksum.Header(algorithm), StringComparison.OrdinalIgnoreCase))
            {
                return algorithm;
            }
        }

        return null;
    }

    private bool IsChunked() =>
        exchange.Header("x-amz-content-sha256")?.StartsWith("STREAMING-", StringComparison.Ordinal) == true
        || exchange.Header("Content-Encoding")?.Contains("aws-chunked", StringComparison.OrdinalIgnoreCase) == true;
}
