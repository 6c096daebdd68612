namespace LocalCloud.S3.Checksums;

/// <summary>Whether a checksum is of the whole object or of its parts' checksums.</summary>
public enum ChecksumType
{
    FULL_OBJECT,
    COMPOSITE,
}
