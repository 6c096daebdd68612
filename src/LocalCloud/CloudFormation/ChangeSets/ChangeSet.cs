using System.Text.Json.Nodes;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.ChangeSets;

/// <summary>A version that a stack may be brought to, and what that would change.</summary>
public sealed record ChangeSet
{
    public const string Available = "AVAILABLE";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string StackId { get; init; }

    public required string StackName { get; init; }

    public required OperationKind Kind { get; init; }

    public string? Description { get; init; }

    public required string Status { get; init; }

    public string? StatusReason { get; init; }

    public required string ExecutionStatus { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required StackDefinition Definition { get; init; }

    /// <summary>Shaped as DescribeChangeSet answers them, with property values.</summary>
    public JsonArray Changes { get; init; } = [];

    /// <summary>As it was asked for; null: it was not.</summary>
    public string? OnStackFailure { get; init; }

    public string? ClientToken { get; init; }

    public bool IncludeNestedStacks { get; init; }
}
