namespace LocalCloud.EventBridge;

/// <summary>An event bus; <see cref="Policy"/> is its resource policy document.</summary>
public sealed record EventBus
{
    public const string Default = "default";

    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public string? Description { get; init; }

    public string? Policy { get; init; }
}
