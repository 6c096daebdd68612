using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>The start of an upload in parts.</summary>
public sealed record CreateMultipartUploadRequest
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public ObjectHeaders Headers { get; init; } = new();

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public ChecksumAlgorithm? ChecksumAlgorithm { get; init; }

    public ChecksumType? ChecksumType { get; init; }
}

/// <summary>One part's content.</summary>
public sealed record UploadPartRequest
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required string UploadId { get; init; }

    public required int PartNumber { get; init; }

    public required Stream Body { get; init; }

    public GivenDigests Digests { get; init; } = GivenDigests.None;
}

/// <summary>The end of an upload: which parts, in which order, make the object.</summary>
public sealed record CompleteMultipartUploadRequest
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required string UploadId { get; init; }

    public required IReadOnlyList<CompletedPart> Parts { get; init; }

    public WriteConditions Conditions { get; init; } = WriteConditions.None;
}
