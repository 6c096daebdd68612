namespace LocalCloud.S3;

/// <summary>A key with its versions, newest first. One document per key makes every write of a key atomic.</summary>
public sealed record StoredObject
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required IReadOnlyList<ObjectVersion> Versions { get; init; }
}
