using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation.ChangeSets;

/// <summary>What of one resource a version of its stack changes, and why.</summary>
internal sealed class ResourceComparison(Template? before, Template after, IResourceType type, Func<Reference, bool> isChanged)
{
    private readonly HiddenValues _hiddenBefore = new(before);
    private readonly HiddenValues _hiddenAfter = new(after);

    public IEnumerable<PropertyChange> Changes(ResourceRecord existing, ResourceDeclaration declaration, JsonObject properties)
    {
        var old = before?.Resources.GetValueOrDefault(existing.LogicalId);
        foreach (var name in existing.Properties.Select(member => member.Key).Union(properties.Select(member => member.Key)).Order(StringComparer.Ordinal))
        {
            var (oldText, newText) = (old?.Properties[name], declaration.Properties[name]);
            if (existing.IsInDoubt || !JsonNode.DeepEquals(existing.Properties[name], properties[name]))
            {
                yield return new PropertyChange("Properties", name, _hiddenBefore.Shown(oldText, existing.Properties[name]), _hiddenAfter.Shown(newText, properties[name]))
                {
                    Recreates = type.CreateOnly.Contains(name),
                    Causes = JsonNode.DeepEquals(oldText, newText) ? Causes(newText) : [],
                    IsKnown = properties[name]?.ToJsonString().Contains(StackValues.KnownAfterApply, StringComparison.Ordinal) != true,
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
        .. References.In(value).Distinct().Where(isChanged).Select(reference => (
            after.Parameters.ContainsKey(reference.LogicalId) ? "ParameterReference" : reference.Attribute is null ? "ResourceReference" : "ResourceAttribute",
            reference.Attribute is null ? reference.LogicalId : $"{reference.LogicalId}.{reference.Attribute}")),
    ];
}
