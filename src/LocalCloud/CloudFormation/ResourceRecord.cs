using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>A resource that exists: what <c>Ref</c> and <c>Fn::GetAtt</c> answer, and the resolved properties it was made from.</summary>
public sealed record ResourceRecord
{
    public required string LogicalId { get; init; }

    public required string Type { get; init; }

    public required string PhysicalId { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required JsonObject Properties { get; init; }

    public bool Retain { get; init; }

    /// <summary>True while an update is under way: what exists may be anything between the old and the new properties.</summary>
    public bool InDoubt { get; init; }
}
