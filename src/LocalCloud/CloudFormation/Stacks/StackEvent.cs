namespace LocalCloud.CloudFormation.Stacks;

/// <summary>One line of a stack's history; the stack itself is one of its resources there.</summary>
public sealed record StackEvent
{
    public required string EventId { get; init; }

    public required string StackId { get; init; }

    public required string StackName { get; init; }

    public required string LogicalResourceId { get; init; }

    public string PhysicalResourceId { get; init; } = "";

    public required string ResourceType { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required string ResourceStatus { get; init; }

    public string? ResourceStatusReason { get; init; }

    /// <summary>The resolved properties, as JSON.</summary>
    public string? ResourceProperties { get; init; }

    public string? ClientRequestToken { get; init; }
}
