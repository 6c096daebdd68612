using System.Text.Json.Nodes;
using LocalCloud.CloudFormation.ChangeSets;
using LocalCloud.CloudFormation.Stacks;
using LocalCloud.Models;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>Stacks, their resources and their events as CloudFormation's answers show them.</summary>
internal static class StackShapes
{
    public static JsonObject Stack(StackRecord stack, StackVersion? version)
    {
        var shape = Common(stack);
        shape["DisableRollback"] = stack.DisableRollback;
        shape["EnableTerminationProtection"] = stack.EnableTerminationProtection;
        shape["RollbackConfiguration"] = new JsonObject();
        shape["NotificationARNs"] = new JsonArray();
        Add(shape, ("ChangeSetId", stack.ChangeSetId), ("Description", version?.Template.Description), ("RoleARN", stack.Current?.RoleArn));
        if (stack.Current is { } current)
        {
            shape["Parameters"] = Parameters(current, version!.Template);
            shape["Capabilities"] = new JsonArray([.. current.Capabilities.Select(item => (JsonNode?)item)]);
            shape["Tags"] = Tags(current);
        }

        shape["Outputs"] = new JsonArray([.. stack.Outputs.Select(output => Output(stack, version, output.Key, output.Value))]);
        return shape;
    }

    public static JsonObject Summary(StackRecord stack, string? description)
    {
        var shape = Common(stack);
        Add(shape, ("TemplateDescription", description));
        return shape;
    }

    public static JsonNode Event(StackEvent told)
    {
        var shape = new JsonObject
        {
            ["StackId"] = told.StackId,
            ["EventId"] = told.EventId,
            ["StackName"] = told.StackName,
            ["LogicalResourceId"] = told.LogicalResourceId,
            ["PhysicalResourceId"] = told.PhysicalResourceId,
            ["ResourceType"] = told.ResourceType,
            ["Timestamp"] = Timestamps.Iso(told.Timestamp),
            ["ResourceStatus"] = told.ResourceStatus,
        };
        Add(shape, ("ResourceStatusReason", told.ResourceStatusReason), ("ResourceProperties", told.ResourceProperties), ("ClientRequestToken", told.ClientRequestToken));
        return shape;
    }

    /// <summary>A resource as the three operations that show resources do, which differ in a few members.</summary>
    public static JsonObject Resource(StackRecord stack, ResourceRecord resource, bool withStack, string timestamp)
    {
        var shape = new JsonObject
        {
            ["LogicalResourceId"] = resource.LogicalId,
            ["PhysicalResourceId"] = resource.PhysicalId,
            ["ResourceType"] = resource.Type,
            [timestamp] = Timestamps.Iso(resource.LastUpdated),
            ["ResourceStatus"] = resource.Status,
            ["DriftInformation"] = new JsonObject { ["StackResourceDriftStatus"] = "NOT_CHECKED" },
        };
        Add(shape, ("ResourceStatusReason", resource.StatusReason));
        if (withStack)
        {
            Add(shape, ("StackName", stack.Name), ("StackId", stack.Id));
        }

        return shape;
    }

    public static JsonArray Parameters(StackDefinition definition, Template template) => new([.. definition.Parameters.Select(parameter =>
    {
        var isHidden = template.Parameters.GetValueOrDefault(parameter.Key)?.NoEcho ?? false;
        var shape = new JsonObject { ["ParameterKey"] = parameter.Key, ["ParameterValue"] = isHidden ? HiddenValues.Mask : parameter.Value };
        Add(shape, ("ResolvedValue", definition.ResolvedParameters.GetValueOrDefault(parameter.Key)));
        return (JsonNode)shape;
    })]);

    public static JsonArray Tags(StackDefinition definition) =>
        new([.. definition.Tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);

    public static void Add(JsonObject shape, params ReadOnlySpan<(string Member, string? Value)> members)
    {
        foreach (var (member, value) in members)
        {
            if (value is not null)
            {
                shape[member] = value;
            }
        }
    }

    private static JsonObject Common(StackRecord stack)
    {
        var shape = new JsonObject
        {
            ["StackId"] = stack.Id,
            ["StackName"] = stack.Name,
            ["CreationTime"] = Timestamps.Iso(stack.CreationTime),
            ["StackStatus"] = stack.Status,
            ["DriftInformation"] = new JsonObject { ["StackDriftStatus"] = "NOT_CHECKED" },
        };
        Add(shape,
            ("StackStatusReason", stack.StatusReason),
            ("LastUpdatedTime", stack.LastUpdatedTime is { } updated ? Timestamps.Iso(updated) : null),
            ("DeletionTime", stack.DeletionTime is { } deleted ? Timestamps.Iso(deleted) : null));
        return shape;
    }

    private static JsonObject Output(StackRecord stack, StackVersion? version, string key, string value)
    {
        var shape = new JsonObject { ["OutputKey"] = key, ["OutputValue"] = value };
        if (version?.Template.Outputs.GetValueOrDefault(key) is { } declared)
        {
            Add(shape, ("Description", declared.Description), ("ExportName", version.ExportName(declared, stack.Resources)));
        }

        return shape;
    }
}
