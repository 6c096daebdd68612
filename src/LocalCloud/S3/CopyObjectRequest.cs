using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>A copy inside S3, of the source's current version unless <see cref="SourceVersionId"/> names another.</summary>
public sealed record CopyObjectRequest
{
    public required string SourceBucket { get; init; }

    public required string SourceKey { get; init; }

    public string? SourceVersionId { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    /// <summary>Null copies the source's headers and metadata (directive COPY).</summary>
    public ObjectHeaders? ReplacedHeaders { get; init; }

    /// <summary>Null copies the source's tags.</summary>
    public IReadOnlyDictionary<string, string>? ReplacedTags { get; init; }

    public ChecksumAlgorithm? ChecksumAlgorithm { get; init; }

    public ReadConditions SourceConditions { get; init; } = ReadConditions.None;

    public WriteConditions Conditions { get; init; } = WriteConditions.None;
}

/// <summary>The version that a copy made, and which version of the source it copied.</summary>
public sealed record CopyObjectResult(ObjectVersion Version, string SourceVersionId);
