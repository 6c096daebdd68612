namespace LocalCloud.S3.Checksums;

/// <summary>An object's checksum as S3 shows it: base64, followed by <c>-parts</c> when composite.</summary>
public sealed record Checksum(ChecksumAlgorithm Algorithm, string Value, ChecksumType Type = ChecksumType.FULL_OBJECT)
{
    /// <summary>The member's name in JSON and XML, such as <c>ChecksumCRC32</c>.</summary>
    public string MemberName => $"Checksum{Algorithm}";

    /// <summary>The HTTP header's name, such as <c>x-amz-checksum-crc32</c>.</summary>
    public string HeaderName => Header(Algorithm);

    public static string Header(ChecksumAlgorithm algorithm) => $"x-amz-checksum-{Lower(algorithm)}";

    /// <summary>The name as headers and error messages spell it.</summary>
    public static string Lower(ChecksumAlgorithm algorithm) => algorithm.ToString().ToLowerInvariant();
}
