namespace LocalCloud.Logs;

/// <summary>A log group as it is stored; times are milliseconds since 1970, as the API tells them.</summary>
internal sealed record LogGroup
{
    public required string Name { get; init; }

    public required long CreationTime { get; init; }

    /// <summary>Null: events never expire.</summary>
    public int? RetentionInDays { get; init; }

    public string? KmsKeyId { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The first instant whose events have not expired yet.</summary>
    public long OldestAt(DateTimeOffset now) =>
        RetentionInDays is { } days ? (now - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds() : 0;
}
