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
            if (Change(declaration) is { } change)
            {
                changes.Add(change);
            }
        }

        var kept = _version.Order.Select(declaration => declaration.LogicalId).ToHashSet(StringComparer.Ordinal);
        foreach (var dropped in _stack.Resources.Where(resource => resource.Exists && !kept.Contains(resource.LogicalId)))
        {
            changes.Add(ResourceChanges.Removal(dropped, ShownBefore(dropped)));
        }

        return changes;
    }

    /// <summary>Null when the resource stays as it is.</summary>
    private JsonObject? Change(ResourceDeclaration declaration)
    {
        var after = _version.Request(declaration, _resources).Properties;
        var shown = new HiddenValues(_version.Template).Shown(declaration.Properties, after);
        if (_resources.Find(resource => resource.LogicalId == declaration.LogicalId) is not { } existing)
        {
            SetUnknown(declaration);
            return ResourceChanges.Addition(declaration, shown);
        }

        var details = new ResourceComparison(_before, _version.Template, _types[existing.Type], IsChanged).Changes(existing, declaration, after).ToList();
        if (ResourceChanges.Replaces(details))
        {
            SetUnknown(declaration);
        }

        return details.Count == 0 ? null : ResourceChanges.Modification(existing, details, ShownBefore(existing), shown);
    }

    private JsonNode? ShownBefore(ResourceRecord existing) =>
        new HiddenValues(_before).Shown(_before?.Resources.GetValueOrDefault(existing.LogicalId)?.Properties, existing.Properties);

    private bool IsChanged(Reference reference) => _version.Template.Parameters.ContainsKey(reference.LogicalId)
        ? _target.Values.GetValueOrDefault(reference.LogicalId) != _stack.Current!.Values.GetValueOrDefault(reference.LogicalId)
        : _resources.Exists(resource => resource.LogicalId == reference.LogicalId && resource.PhysicalId == StackValues.KnownAfterApply);

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
