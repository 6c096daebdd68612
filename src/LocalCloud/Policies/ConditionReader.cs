using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Policies;

/// <summary>Reads a statement's <c>Condition</c> element.</summary>
internal sealed class ConditionReader(JsonObject statement, string location, PolicyProblems problems)
{
    private const string IfExists = "IfExists";

    public IReadOnlyList<ConditionClause> Read()
    {
        if (!statement.TryGetPropertyValue("Condition", out var value))
        {
            return [];
        }

        if (value is not JsonObject operators)
        {
            problems.Syntax($"{location}: no object");
            return [];
        }

        return [.. operators.SelectMany(entry => Operator(entry.Key, entry.Value))];
    }

    private IEnumerable<ConditionClause> Operator(string name, JsonNode? keys)
    {
        var (qualifier, bare) = name.Split(':', 2) switch
        {
            ["ForAllValues", var rest] => (SetQualifier.ForAllValues, rest),
            ["ForAnyValue", var rest] => (SetQualifier.ForAnyValue, rest),
            _ => (SetQualifier.None, name),
        };
        var isIfExists = bare.EndsWith(IfExists, StringComparison.Ordinal);
        var found = ConditionOperators.Find(isIfExists ? bare[..^IfExists.Length] : bare);
        if (found is null || (found.IsNull && isIfExists) || keys is not JsonObject entries)
        {
            problems.Syntax($"{location}.{name}: {(keys is JsonObject ? "unknown operator" : "no object")}");
            return [];
        }

        return entries.Select(entry => Clause(found, $"{location}.{name}", entry) with { Qualifier = qualifier, IsIfExists = isIfExists });
    }

    private ConditionClause Clause(ConditionOperator known, string place, KeyValuePair<string, JsonNode?> entry)
    {
        var items = entry.Value is JsonArray many ? [.. many] : (IReadOnlyList<JsonNode?>)[entry.Value];
        var values = items.Where(item => item is JsonValue).Select(item => Text(item!)).ToList();
        if (values.Count < items.Count)
        {
            problems.Syntax($"{place}.{entry.Key}: neither a value nor a list of values");
        }

        foreach (var value in values.Where(value => !known.Accepts(value)))
        {
            problems.Legacy($"{place}.{entry.Key}: '{value}' is no value for {known.Name}");
        }

        return new(known, entry.Key, values);
    }

    private static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
