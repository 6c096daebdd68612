using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.CloudFormation;

/// <summary>What a stack's intrinsics can see: pseudo parameters, parameters, resources made so far, other stacks' exports.</summary>
public sealed class StackValues(
    CloudIdentity cloud,
    string stackName,
    IReadOnlyDictionary<string, string> parameters,
    IReadOnlyDictionary<string, ResourceRecord> resources,
    IReadOnlyDictionary<string, string> exports)
{
    /// <summary>What <c>{"Ref":"AWS::NoValue"}</c> resolves to; compared by reference.</summary>
    public static readonly JsonNode NoValue = JsonValue.Create("AWS::NoValue")!;

    public JsonNode Ref(string name) => name switch
    {
        "AWS::AccountId" => cloud.Account,
        "AWS::Region" => cloud.Region,
        "AWS::Partition" => "aws",
        "AWS::URLSuffix" => "amazonaws.com",
        "AWS::StackName" => stackName,
        "AWS::StackId" => cloud.Arn("cloudformation", $"stack/{stackName}/local"),
        "AWS::NoValue" => NoValue,
        _ when parameters.TryGetValue(name, out var value) => value,
        _ => Resource(name).PhysicalId,
    };

    public JsonNode Attribute(string logicalId, string attribute) =>
        Resource(logicalId).Attributes.TryGetValue(attribute, out var value)
            ? value
            : throw new InvalidOperationException($"{logicalId} ({Resource(logicalId).Type}) has no attribute '{attribute}'");

    public string Import(string exportName) =>
        exports.TryGetValue(exportName, out var value)
            ? value
            : throw new InvalidOperationException($"no stack exports '{exportName}'");

    private ResourceRecord Resource(string logicalId) =>
        resources.TryGetValue(logicalId, out var record)
            ? record
            : throw new InvalidOperationException($"'{logicalId}' does not exist in this stack");
}
