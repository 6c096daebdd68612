namespace LocalCloud.S3;

/// <summary>What to delete: the key (leaving a delete marker where versions are kept) or one version for good.</summary>
public sealed record DeleteObjectRequest
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public string? VersionId { get; init; }

    public string? IfMatch { get; init; }
}

/// <summary>What a deletion did: which version it removed or which delete marker it left.</summary>
public sealed record DeleteObjectResult(string? VersionId, bool DeleteMarker);
