using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.CloudFormation;

/// <summary>What a stack's intrinsics can see: pseudo parameters, parameters, resources made so far, other stacks' exports.</summary>
public sealed class StackValues(
    CloudIdentity cloud,
    StackNames stack,
    IReadOnlyDictionary<string, JsonNode> parameters,
    IReadOnlyDictionary<string, ResourceRecord> resources,
    IReadOnlyDictionary<string, string> exports)
{
    /// <summary>What <c>{"Ref":"AWS::NoValue"}</c> resolves to; compared by reference.</summary>
    public static readonly JsonNode NoValue = JsonValue.Create("AWS::NoValue")!;

    /// <summary>What a change set shows for a value that nobody knows before it is executed.</summary>
    public const string KnownAfterApply = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private readonly HashSet<string> _imported = new(StringComparer.Ordinal);

    public JsonNode Ref(string name) => name switch
    {
        "AWS::AccountId" => cloud.Account,
        "AWS::Region" => cloud.Region,
        "AWS::Partition" => "aws",
        "AWS::URLSuffix" => "amazonaws.com",
        "AWS::StackName" => stack.Name,
        "AWS::StackId" => stack.Id,
        "AWS::NotificationARNs" => new JsonArray(),
        "AWS::NoValue" => NoValue,
        _ when parameters.TryGetValue(name, out var value) => value.DeepClone(),
        _ => Resource(name).PhysicalId,
    };

    public JsonNode Attribute(string logicalId, string attribute) =>
        Resource(logicalId).PhysicalId == KnownAfterApply ? KnownAfterApply
            : Resource(logicalId).Attributes.TryGetValue(attribute, out var value) ? value
            : throw new InvalidOperationException($"{logicalId} ({Resource(logicalId).Type}) has no attribute '{attribute}'");

    /// <summary>The exports that were asked for so far.</summary>
    public IReadOnlySet<string> Imported => _imported;

    public string Import(string exportName)
    {
        _imported.Add(exportName);
        return exports.TryGetValue(exportName, out var value) ? value : throw new InvalidOperationException($"No export named {exportName} found.");
    }

    private ResourceRecord Resource(string logicalId) =>
        resources.TryGetValue(logicalId, out var record)
            ? record
            : throw new InvalidOperationException($"'{logicalId}' does not exist in this stack");
}

/// <summary>What a stack is called.</summary>
public sealed record StackNames(string Name, string Id);
