using System.Text.Json.Nodes;
using LocalCloud.CloudFormation.Execution;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.ChangeSets;

/// <summary>
/// What bringing a stack to another version would change, resource by resource, in the words of DescribeChangeSet. Values that
/// come from resources yet to be made are not known: what hangs on them may change (<c>Dynamic</c>).
/// </summary>
internal sealed class ChangePlanner
{
    private readonly IReadOnlyDictionary<string, IResourceType> _types;
    private readonly StackRecord _stack;
    private readonly StackDefinition _target;
    private readonly StackVersion _version;
    private readonly Template? _before;
    private readonly List<ResourceRecord> _resources;

    public ChangePlanner(StackParts parts, IReadOnlyDictionary<string, IResourceType> types, StackRecord stack, StackDefinition target)
    {
        (_types, _stack, _target) = (types, stack, target);
        _version = parts.Version(stack, target);
        _before = stack.Current is { } current && stack.Status != StackStatus.ReviewInProgress ? parts.Version(stack, current).Template : null;
        // What has failed to be made is made again.
        _resources = [.. stack.Resources.Where(resource => resource is { Exists: true, IsBeingCreated: false })];
    }

    /// <summary>True when the other version is the stack's own in everything that a deployment would bring about.</summary>
    public bool IsSame(JsonArray changes) => _before is not null && changes.Count == 0
        && JsonNode.DeepEquals(OutputsOf(_before), OutputsOf(_version.Template))
        && !OutputsDiffer()
        && _target.Tags.OrderBy(tag => tag.Key).SequenceEqual(_stack.Current!.Tags.OrderBy(tag => tag.Key));

    public JsonArray Changes()
    {
        var changes = new JsonArray();
        foreach (var declaration in _version.Order)
        {
            var existing = _resources.Find(resource => resource.LogicalId == declaration.LogicalId);
            var after = _version.Request(declaration, _resources).Properties;
            var details = existing is null ? [] : Details(existing, declaration, after).ToList();
            if (existing is null)
            {
                changes.Add(Change("Add", declaration.LogicalId, declaration.Type, null, after));
                SetUnknown(declaration);
            }
            else if (details.Count > 0)
            {
                var replacement = Replacement(details);
                changes.Add(Modification(existing, details, replacement, after));
                if (replacement == "True")
                {
                    SetUnknown(declaration);
                }
            }
        }

        var kept = _version.Order.Select(declaration => declaration.LogicalId).ToHashSet(StringComparer.Ordinal);
        foreach (var dropped in _stack.Resources.Where(resource => resource.Exists && !kept.Contains(resource.LogicalId)))
        {
            var removal = Change("Remove", dropped.LogicalId, dropped.Type, dropped, null);
            removal["ResourceChange"]!["PolicyAction"] = dropped.DeletionPolicy == "Delete" ? "Delete" : "Retain";
            changes.Add(removal);
        }

        return changes;
    }

    private IEnumerable<PropertyChange> Details(ResourceRecord existing, ResourceDeclaration declaration, JsonObject after)
    {
        var old = _before?.Resources.GetValueOrDefault(existing.LogicalId);
        foreach (var name in existing.Properties.Select(member => member.Key).Union(after.Select(member => member.Key)).Order(StringComparer.Ordinal))
        {
            if (existing.IsInDoubt || !JsonNode.DeepEquals(existing.Properties[name], after[name]))
            {
                yield return new PropertyChange("Properties", name, existing.Properties[name], after[name])
                {
                    Recreates = _types[existing.Type].CreateOnly.Contains(name),
                    Causes = JsonNode.DeepEquals(old?.Properties[name], declaration.Properties[name]) ? Causes(declaration.Properties[name]) : [],
                };
            }
        }

        if (!JsonNode.DeepEquals(existing.Metadata, declaration.Metadata))
        {
            yield return new PropertyChange("Metadata", null, existing.Metadata, declaration.Metadata);
        }

        if (existing.DeletionPolicy != declaration.DeletionPolicy)
        {
            yield return new PropertyChange("DeletionPolicy", null, existing.DeletionPolicy, declaration.DeletionPolicy);
        }

        if (existing.UpdateReplacePolicy != declaration.UpdateReplacePolicy)
        {
            yield return new PropertyChange("UpdateReplacePolicy", null, existing.UpdateReplacePolicy, declaration.UpdateReplacePolicy);
        }
    }

    /// <summary>Why a value changes whose template text does not: what it refers to does.</summary>
    private List<(string Source, string Entity)> Causes(JsonNode? value) =>
    [
        .. References.In(value).Distinct().Where(IsChanged).Select(reference => (
            _version.Template.Parameters.ContainsKey(reference.LogicalId) ? "ParameterReference" : reference.Attribute is null ? "ResourceReference" : "ResourceAttribute",
            reference.Attribute is null ? reference.LogicalId : $"{reference.LogicalId}.{reference.Attribute}")),
    ];

    private bool IsChanged(Reference reference) => _version.Template.Parameters.ContainsKey(reference.LogicalId)
        ? _target.Values.GetValueOrDefault(reference.LogicalId) != _stack.Current!.Values.GetValueOrDefault(reference.LogicalId)
        : _resources.Exists(resource => resource.LogicalId == reference.LogicalId && resource.PhysicalId == StackValues.KnownAfterApply);

    private static string Replacement(List<PropertyChange> details) =>
        details.Exists(detail => detail.Recreates && !detail.IsDynamic) ? "True" : details.Exists(detail => detail.Recreates) ? "Conditional" : "False";

    private static JsonObject Modification(ResourceRecord existing, List<PropertyChange> details, string replacement, JsonObject after)
    {
        var change = Change("Modify", existing.LogicalId, existing.Type, existing, after);
        var resource = change["ResourceChange"]!.AsObject();
        resource["Replacement"] = replacement;
        if (replacement == "True")
        {
            resource["PolicyAction"] = existing.UpdateReplacePolicy == "Retain" ? "ReplaceAndRetain" : "ReplaceAndDelete";
        }

        resource["Scope"] = new JsonArray([.. details.Select(detail => detail.Attribute).Distinct().Select(attribute => (JsonNode?)attribute)]);
        resource["Details"] = new JsonArray([.. details.SelectMany(detail => detail.Shapes())]);
        return change;
    }

    private static JsonObject Change(string action, string logicalId, string type, ResourceRecord? before, JsonObject? after)
    {
        var change = new JsonObject { ["Action"] = action, ["LogicalResourceId"] = logicalId };
        if (before is not null)
        {
            change["PhysicalResourceId"] = before.PhysicalId;
        }

        change["ResourceType"] = type;
        change["Scope"] = new JsonArray();
        change["Details"] = new JsonArray();
        if (before is not null)
        {
            change["BeforeContext"] = new JsonObject { ["Properties"] = before.Properties.DeepClone() }.ToJsonString();
        }

        if (after is not null)
        {
            change["AfterContext"] = new JsonObject { ["Properties"] = after.DeepClone() }.ToJsonString();
        }

        return new JsonObject { ["Type"] = "Resource", ["ResourceChange"] = change };
    }

    /// <summary>From here on, whatever uses the resource sees values that nobody knows yet.</summary>
    private void SetUnknown(ResourceDeclaration declaration)
    {
        _resources.RemoveAll(resource => resource.LogicalId == declaration.LogicalId);
        _resources.Add(new ResourceRecord
        {
            LogicalId = declaration.LogicalId,
            Type = declaration.Type,
            PhysicalId = StackValues.KnownAfterApply,
            Attributes = new Dictionary<string, string>(),
            Properties = [],
        });
    }

    private bool OutputsDiffer()
    {
        var outputs = _version.Outputs(_resources);
        return outputs.Count != _stack.Outputs.Count || outputs.Any(output => _stack.Outputs.GetValueOrDefault(output.Key) != output.Value);
    }

    private static JsonObject OutputsOf(Template template) => new(template.Outputs.Select(output => KeyValuePair.Create(
        output.Key, (JsonNode?)new JsonArray(output.Value.Value.DeepClone(), output.Value.ExportName?.DeepClone(), output.Value.Condition, output.Value.Description))));
}
