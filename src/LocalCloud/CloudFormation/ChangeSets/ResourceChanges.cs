using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation.ChangeSets;

/// <summary>Changes of resources in the words of DescribeChangeSet. The properties that they are given may be shown.</summary>
internal static class ResourceChanges
{
    public static JsonObject Addition(ResourceDeclaration declaration, JsonNode? properties) => Change("Add", declaration.LogicalId, declaration.Type, null, null, properties);

    public static JsonObject Removal(ResourceRecord dropped, JsonNode? properties)
    {
        var change = Change("Remove", dropped.LogicalId, dropped.Type, dropped.PhysicalId, properties, null);
        change["ResourceChange"]!["PolicyAction"] = dropped.DeletionPolicy == "Delete" ? "Delete" : "Retain";
        return change;
    }

    public static JsonObject Modification(ResourceRecord existing, IReadOnlyList<PropertyChange> details, JsonNode? before, JsonNode? after)
    {
        var change = Change("Modify", existing.LogicalId, existing.Type, existing.PhysicalId, before, after);
        var resource = change["ResourceChange"]!.AsObject();
        resource["Replacement"] = Replaces(details) ? "True" : details.Any(detail => detail.Recreates) ? "Conditional" : "False";
        if (Replaces(details))
        {
            resource["PolicyAction"] = existing.UpdateReplacePolicy == "Retain" ? "ReplaceAndRetain" : "ReplaceAndDelete";
        }

        resource["Scope"] = new JsonArray([.. details.Select(detail => detail.Attribute).Distinct().Select(attribute => (JsonNode?)attribute)]);
        resource["Details"] = new JsonArray([.. details.SelectMany(detail => detail.Shapes())]);
        return change;
    }

    /// <summary>Whether another resource is sure to stand in its place.</summary>
    public static bool Replaces(IReadOnlyList<PropertyChange> details) => details.Any(detail => detail.Recreates && !detail.IsDynamic);

    private static JsonObject Change(string action, string logicalId, string type, string? physicalId, JsonNode? before, JsonNode? after)
    {
        var change = new JsonObject { ["Action"] = action, ["LogicalResourceId"] = logicalId };
        if (physicalId is not null)
        {
            change["PhysicalResourceId"] = physicalId;
        }

        change["ResourceType"] = type;
        change["Scope"] = new JsonArray();
        change["Details"] = new JsonArray();
        foreach (var (context, properties) in new[] { ("BeforeContext", before), ("AfterContext", after) })
        {
            if (properties is not null)
            {
                change[context] = new JsonObject { ["Properties"] = properties }.ToJsonString();
            }
        }

        return new JsonObject { ["Type"] = "Resource", ["ResourceChange"] = change };
    }
}
