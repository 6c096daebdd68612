namespace LocalCloud.S3;

/// <summary>Which keys of a bucket a listing is about, and how many of them one page may tell.</summary>
public sealed record KeySelection
{
    public required string Bucket { get; init; }

    public string Prefix { get; init; } = "";

    public string Delimiter { get; init; } = "";

    public int MaxKeys { get; init; } = 1000;
}
