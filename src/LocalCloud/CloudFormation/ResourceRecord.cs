using System.Text.Json.Nodes;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation;

/// <summary>A stack's resource: what <c>Ref</c> and <c>Fn::GetAtt</c> answer, the resolved properties it was made from, and where it stands.</summary>
public sealed record ResourceRecord
{
    public required string LogicalId { get; init; }

    public required string Type { get; init; }

    /// <summary>Empty until the resource is known to exist.</summary>
    public required string PhysicalId { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required JsonObject Properties { get; init; }

    public JsonObject? Metadata { get; init; }

    /// <summary><c>Delete</c>, <c>Retain</c> or <c>RetainExceptOnCreate</c>: what becomes of it when it leaves the stack.</summary>
    public string DeletionPolicy { get; init; } = "Delete";

    /// <summary><c>Delete</c> or <c>Retain</c>: what becomes of it when another takes its place.</summary>
    public string UpdateReplacePolicy { get; init; } = "Delete";

    public string Status { get; init; } = StackStatus.CreateComplete;

    public string? StatusReason { get; init; }

    public DateTimeOffset LastUpdated { get; init; }

    /// <summary>Its place in the order in which the stack's resources were first touched.</summary>
    public int Sequence { get; init; }

    /// <summary>True from its first change until the stack is at a version again, new or old.</summary>
    public bool IsChanging { get; init; }

    /// <summary>What it was before it began to change; null when it did not exist.</summary>
    public ResourceRecord? Before { get; init; }

    /// <summary>True when <see cref="Before"/> is another resource, which still exists.</summary>
    public bool IsReplacement { get; init; }

    internal bool Exists => Status is not (StackStatus.DeleteComplete or StackStatus.DeleteSkipped);

    internal bool IsBeingCreated => Status is StackStatus.CreateInProgress or StackStatus.CreateFailed;

    /// <summary>The same without what was to be put back.</summary>
    internal ResourceRecord Settled => IsChanging ? this with { IsChanging = false, Before = null, IsReplacement = false } : this;

    /// <summary>What exists may be anything between the old and the new properties.</summary>
    internal bool IsInDoubt => Status is not (StackStatus.CreateComplete or StackStatus.UpdateComplete);
}
