using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>A deployed stack as remembered: its resources in creation order, its outputs and its exports.</summary>
public sealed record StackRecord
{
    public required string Name { get; init; }

    public IReadOnlyList<ResourceRecord> Resources { get; init; } = [];

    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Exports { get; init; } = new Dictionary<string, string>();

    public ResourceRecord? Find(string logicalId) => Resources.FirstOrDefault(resource => resource.LogicalId == logicalId);

    public StackRecord With(ResourceRecord resource) => this with
    {
        Resources = [.. Resources.Where(existing => existing.LogicalId != resource.LogicalId), resource],
    };

    public StackRecord Without(string logicalId) => this with
    {
        Resources = [.. Resources.Where(existing => existing.LogicalId != logicalId)],
    };

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this)!.AsObject();

    public static StackRecord FromJson(JsonObject json) => json.Deserialize<StackRecord>()!;
}
