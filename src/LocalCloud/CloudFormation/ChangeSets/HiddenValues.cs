using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation.ChangeSets;

/// <summary>Masks, in what a template's values have become, whatever comes from a parameter with <c>NoEcho</c>.</summary>
internal sealed class HiddenValues(Template? template)
{
    public const string Mask = "****";

    private readonly HashSet<string> _hidden = [.. (template?.Parameters ?? new Dictionary<string, ParameterDeclaration>()).Where(parameter => parameter.Value.NoEcho).Select(parameter => parameter.Key)];

    /// <summary>A copy that may be shown. A value that no declaration is known of may come from anywhere.</summary>
    public JsonNode? Shown(JsonNode? declared, JsonNode? value) => (declared, value) switch
    {
        (_, null) => null,
        _ when !IsHidden(declared) => value.DeepClone(),
        (JsonObject members, JsonObject values) when !IsCall(members) =>
            new JsonObject(values.Select(member => KeyValuePair.Create(member.Key, Shown(members[member.Key], member.Value)))),
        // What is left out by a condition leaves no gap.
        (JsonArray items, JsonArray values) when items.Count == values.Count =>
            new JsonArray([.. items.Zip(values, Shown)]),
        _ => Mask,
    };

    private bool IsHidden(JsonNode? declared) =>
        _hidden.Count > 0 && (declared is null || References.In(declared).Any(reference => _hidden.Contains(reference.LogicalId)));

    private static bool IsCall(JsonObject members) => members.Count == 1 && members.First().Key is var name && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal));
}
