namespace LocalCloud.S3;

/// <summary>Which object, version and bytes a reader wants, and on which conditions.</summary>
public sealed record GetObjectRequest
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public string? VersionId { get; init; }

    /// <summary>The Range header; anything that is no single range of bytes is ignored, as S3 does.</summary>
    public string? Range { get; init; }

    public ReadConditions Conditions { get; init; } = ReadConditions.None;
}
