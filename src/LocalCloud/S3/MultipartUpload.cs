using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>An upload in parts that has neither been completed nor aborted.</summary>
public sealed record MultipartUpload
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required string UploadId { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    public ObjectHeaders Headers { get; init; } = new();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Null when the creator chose none: the object then gets S3's own, a CRC64NVME of the whole.</summary>
    public ChecksumAlgorithm? ChecksumAlgorithm { get; init; }

    public ChecksumType? ChecksumType { get; init; }

    public IReadOnlyDictionary<int, UploadedPart> Parts { get; init; } = new Dictionary<int, UploadedPart>();
}

/// <summary>A part as it was uploaded last; its ETag is its MD5.</summary>
public sealed record UploadedPart(int PartNumber, string ETag, long Size, string Blob, Checksum Checksum, DateTimeOffset LastModified);

/// <summary>A part as the completing caller names it.</summary>
public sealed record CompletedPart(int PartNumber, string ETag, string? Checksum);
