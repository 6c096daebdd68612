using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>A content to be stored under a key.</summary>
public sealed record PutObjectRequest
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required Stream Body { get; init; }

    public ObjectHeaders Headers { get; init; } = new();

    /// <summary>Null: none were given, and nothing is asked of the caller for them.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public WriteConditions Conditions { get; init; } = WriteConditions.None;

    public GivenDigests Digests { get; init; } = GivenDigests.None;
}
