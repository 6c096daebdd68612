namespace LocalCloud.S3;

/// <summary>A bucket's configuration; <see cref="Policy"/> is its policy document as it was put.</summary>
public sealed record Bucket
{
    public required string Name { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    /// <summary>Null until versioning was first configured: such a bucket keeps one <c>null</c> version per key.</summary>
    public VersioningStatus? Versioning { get; init; }

    public string? Policy { get; init; }

    /// <summary>Whether the bucket's object events go to EventBridge.</summary>
    public bool EventBridge { get; init; }

    public string Arn => $"arn:aws:s3:::{Name}";
}

/// <summary>S3's states of a bucket's versioning once it was configured.</summary>
public enum VersioningStatus
{
    Enabled,
    Suspended,
}
