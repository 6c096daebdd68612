using LocalCloud.S3.Checksums;

namespace LocalCloud.S3.Http;

/// <summary>Checksums and their algorithms in headers.</summary>
internal static class ChecksumHeaders
{
    public static ChecksumAlgorithm? Algorithm(S3Exchange exchange, string header)
    {
        if (exchange.Header(header) is not { } text)
        {
            return null;
        }

        return Enum.TryParse<ChecksumAlgorithm>(text, ignoreCase: true, out var algorithm) && Enum.IsDefined(algorithm)
            ? algorithm
            : throw S3Errors.InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                + "[CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }

    public static ChecksumType? Type(S3Exchange exchange) => exchange.Header("x-amz-checksum-type") switch
    {
        null => null,
        "FULL_OBJECT" => ChecksumType.FULL_OBJECT,
        "COMPOSITE" => ChecksumType.COMPOSITE,
        _ => throw S3Errors.InvalidRequest("Value for x-amz-checksum-type header is invalid."),
    };

    public static void Write(S3Exchange exchange, Checksum? checksum)
    {
        if (checksum is not null)
        {
            exchange.SetHeader(checksum.HeaderName, checksum.Value);
            exchange.SetHeader("x-amz-checksum-type", checksum.Type.ToString());
        }
    }
}
