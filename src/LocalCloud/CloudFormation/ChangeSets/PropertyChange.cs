using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation.ChangeSets;

/// <summary>One property, or another attribute of a resource, that a change set changes, with its values as they may be shown.</summary>
internal sealed record PropertyChange(string Attribute, string? Name, JsonNode? Before, JsonNode? After)
{
    /// <summary>A change of it makes another resource.</summary>
    public bool Recreates { get; init; }

    /// <summary>The parameters and resources whose change changes it; none when the template itself does.</summary>
    public IReadOnlyList<(string Source, string Entity)> Causes { get; init; } = [];

    /// <summary>False for what comes from a resource that is yet to be made.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Whether it changes at all shows only when the change set is executed.</summary>
    public bool IsDynamic => !IsKnown || Causes.Any(cause => cause.Source != "ParameterReference");

    /// <summary>One entry for each cause.</summary>
    public IEnumerable<JsonNode> Shapes() => Causes.Count == 0
        ? [Shape("DirectModification", null)]
        : Causes.Select(cause => Shape(cause.Source, cause.Entity));

    private JsonObject Shape(string source, string? entity)
    {
        var target = new JsonObject { [nameof(Attribute)] = Attribute };
        if (Name is not null)
        {
            target[nameof(Name)] = Name;
        }

        target["RequiresRecreation"] = !Recreates ? "Never" : IsDynamic ? "Conditionally" : "Always";
        if (Name is not null)
        {
            target["Path"] = $"/Properties/{Name}";
        }

        if (Before is not null)
        {
            target["BeforeValue"] = Text(Before);
        }

        if (After is not null)
        {
            target["AfterValue"] = Text(After);
        }

        target["AttributeChangeType"] = Before is null ? "Add" : After is null ? "Remove" : "Modify";
        var detail = new JsonObject { ["Target"] = target, ["Evaluation"] = IsDynamic ? "Dynamic" : "Static", ["ChangeSource"] = source };
        if (entity is not null)
        {
            detail["CausingEntity"] = entity;
        }

        return detail;
    }

    private static string Text(JsonNode value) => value is JsonValue ? value.ToString() : value.ToJsonString();
}
