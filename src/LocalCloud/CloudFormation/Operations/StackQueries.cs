using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Execution;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>The operations that look at stacks, their resources, their history and what they share.</summary>
internal sealed class StackQueries(StackParts parts, StackAccess access)
{
    public IEnumerable<ApiOperation> Operations() =>
    [
        access.Operation("DescribeStacks", (input, _) => DescribeStacks(input)),
        access.Operation("ListStacks", (input, _) => ListStacks(input)),
        access.Operation("DescribeStackEvents", (input, _) => Page.Of("StackEvents", parts.Events.NewestFirst(Require(input).Id), StackShapes.Event, input)),
        access.Operation("DescribeStackResource", (input, _) => DescribeResource(input)),
        access.Operation("DescribeStackResources", (input, _) => DescribeResources(input)),
        access.Operation("ListStackResources", (input, _) => ListResources(input)),
        access.Operation("ListExports", (input, _) => ListExports(input)),
        access.Operation("ListImports", (input, _) => ListImports(input)),
    ];

    private JsonObject DescribeStacks(JsonObject input) => input["StackName"] is null
        ? Page.Of("Stacks", parts.Stacks.Live.Reverse(), stack => Describe(stack), input)
        : new() { ["Stacks"] = new JsonArray(Describe(Require(input))) };

    private JsonObject Describe(StackRecord stack) =>
        StackShapes.Stack(stack, stack.Current is { } current ? parts.Version(stack, current) : null);

    private JsonObject ListStacks(JsonObject input)
    {
        var wanted = (input["StackStatusFilter"] as JsonArray ?? []).Select(status => status!.ToString()).ToList();
        var stacks = parts.Stacks.All.Reverse().Where(stack => wanted.Count == 0 || wanted.Contains(stack.Status));
        return Page.Of(
            "StackSummaries", stacks,
            stack => StackShapes.Summary(stack, stack.Current is { } current ? parts.Version(stack, current).Template.Description : null), input);
    }

    private JsonObject DescribeResource(JsonObject input)
    {
        var (stack, logicalId) = (Require(input), input["LogicalResourceId"]!.ToString());
        var resource = stack.Resources.FirstOrDefault(resource => resource.LogicalId == logicalId)
            ?? throw CloudFormationErrors.Validation($"Resource {logicalId} does not exist for stack {stack.Name}");
        var detail = StackShapes.Resource(stack, resource, withStack: true, "LastUpdatedTimestamp");
        StackShapes.Add(detail, ("Metadata", resource.Metadata?.ToJsonString()));
        return new() { ["StackResourceDetail"] = detail };
    }

    private JsonObject DescribeResources(JsonObject input)
    {
        var (logicalId, physicalId) = (input["LogicalResourceId"]?.ToString(), input["PhysicalResourceId"]?.ToString());
        var stack = (input["StackName"], physicalId) switch
        {
            (not null, _) => Require(input),
            (_, { } id) => parts.Stacks.Live.FirstOrDefault(owner => owner.Resources.Any(resource => resource.PhysicalId == id && resource.Exists))
                ?? throw CloudFormationErrors.Validation($"Stack for {id} does not exist"),
            _ => throw CloudFormationErrors.Validation("Exactly one of stackName and physicalResourceId must be specified"),
        };
        var resources = stack.Resources.Where(resource => (logicalId is null || resource.LogicalId == logicalId) && (physicalId is null || resource.PhysicalId == physicalId));
        return new()
        {
            ["StackResources"] = new JsonArray([.. resources.Select(resource => StackShapes.Resource(stack, resource, withStack: true, "Timestamp"))]),
        };
    }

    private JsonObject ListResources(JsonObject input)
    {
        var stack = Require(input);
        return Page.Of("StackResourceSummaries", stack.Resources, resource => StackShapes.Resource(stack, resource, withStack: false, "LastUpdatedTimestamp"), input);
    }

    private JsonObject ListExports(JsonObject input) => Page.Of(
        "Exports",
        parts.Stacks.Live.SelectMany(stack => stack.Exports.Select(export => (stack.Id, export.Key, export.Value))).OrderBy(export => export.Key, StringComparer.Ordinal),
        export => new JsonObject { ["ExportingStackId"] = export.Id, ["Name"] = export.Key, ["Value"] = export.Value },
        input);

    private JsonObject ListImports(JsonObject input)
    {
        var name = input["ExportName"]!.ToString();
        if (!parts.Stacks.Live.Any(stack => stack.Exports.ContainsKey(name)))
        {
            throw CloudFormationErrors.Validation($"No export named {name} found.");
        }

        return parts.Importers(name) is { Count: > 0 } importers
            ? Page.Of("Imports", importers, importer => JsonValue.Create(importer), input)
            : throw CloudFormationErrors.Validation($"Export '{name}' is not imported by any stack.");
    }

    private StackRecord Require(JsonObject input)
    {
        var name = input["StackName"]?.ToString() ?? throw CloudFormationErrors.Validation("StackName must be specified");
        return parts.Stacks.Find(name) ?? throw CloudFormationErrors.NoStack(name);
    }
}
