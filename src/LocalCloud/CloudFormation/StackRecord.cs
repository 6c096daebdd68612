using System.Text.Json.Serialization;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation;

/// <summary>A stack as remembered: where it stands, the version it is at, what is under way, and what exists of it.</summary>
public sealed record StackRecord
{
    public const string ResourceType = "AWS::CloudFormation::Stack";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public string? StatusReason { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public DateTimeOffset? LastUpdatedTime { get; init; }

    public DateTimeOffset? DeletionTime { get; init; }

    /// <summary>The version that the stack is at, or is being created at; null while there are only change sets to review.</summary>
    public StackDefinition? Current { get; init; }

    /// <summary>Null when nothing is under way.</summary>
    public StackOperation? Operation { get; init; }

    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Exports { get; init; } = new Dictionary<string, string>();

    /// <summary>Exports of other stacks that this one uses.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>The change set that was executed last.</summary>
    public string? ChangeSetId { get; init; }

    public bool EnableTerminationProtection { get; init; }

    public bool DisableRollback { get; init; }

    /// <summary>The newest client request tokens, each with the operation that it stands for.</summary>
    public IReadOnlyDictionary<string, string> Tokens { get; init; } = new Dictionary<string, string>();

    /// <summary>In the order in which they were first touched. Those that were deleted with the stack stay listed.</summary>
    [JsonIgnore]
    public IReadOnlyList<ResourceRecord> Resources { get; init; } = [];

    public ResourceRecord? Find(string logicalId) => Resources.FirstOrDefault(resource => resource.LogicalId == logicalId && resource.Exists);

    internal bool IsDeleted => Status == StackStatus.DeleteComplete;
}
