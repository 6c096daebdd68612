using System.Text.Json.Nodes;

namespace LocalCloud.Iam;

/// <summary>A role as it is stored: policies as their JSON documents, managed ones by ARN.</summary>
public sealed record RoleRecord
{
    public required string Name { get; init; }

    public string Path { get; init; } = "/";

    public required JsonObject TrustPolicy { get; init; }

    public IReadOnlyDictionary<string, JsonObject> InlinePolicies { get; init; } = new Dictionary<string, JsonObject>();

    public IReadOnlyList<string> AttachedPolicies { get; init; } = [];

    /// <summary>The longest session that AssumeRole gives out.</summary>
    public TimeSpan MaxSessionDuration { get; init; } = TimeSpan.FromHours(1);
}
