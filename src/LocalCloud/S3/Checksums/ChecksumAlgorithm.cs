namespace LocalCloud.S3.Checksums;

/// <summary>The checksum algorithms of S3, under the names that its API uses.</summary>
public enum ChecksumAlgorithm
{
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256,
}
