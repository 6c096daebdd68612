using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Choice;

/// <summary>
/// The comparison operators as one table. A value of another type than the operator's never matches; it is no error.
/// </summary>
internal static class Comparisons
{
    private static readonly Dictionary<string, Func<int, bool>> Orders = new()
    {
        ["Equals"] = order => order == 0,
        ["LessThan"] = order => order < 0,
        ["GreaterThan"] = order => order > 0,
        ["LessThanEquals"] = order => order <= 0,
        ["GreaterThanEquals"] = order => order >= 0,
    };

    private static readonly Dictionary<string, Func<JsonNode?, JsonNode?, bool>> Table = new()
    {
        ["BooleanEquals"] = (value, other) => JsonValues.AsBoolean(value) is { } a && a == JsonValues.AsBoolean(other),
        ["StringMatches"] = (value, other) =>
            JsonValues.AsString(value) is { } text && JsonValues.AsString(other) is { } pattern && Wildcards.Match(pattern, text),
        ["IsNull"] = Is(JsonValueKind.Null),
        ["IsString"] = Is(JsonValueKind.String),
        ["IsNumeric"] = Is(JsonValueKind.Number),
        ["IsBoolean"] = (value, expected) => JsonValues.AsBoolean(value) is not null == JsonValues.AsBoolean(expected),
        ["IsTimestamp"] = (value, expected) => Instant(value) is not null == JsonValues.AsBoolean(expected),
    };

    static Comparisons()
    {
        foreach (var (suffix, holds) in Orders)
        {
            Table["String" + suffix] = (a, b) => Ordered(JsonValues.AsString(a), JsonValues.AsString(b), string.CompareOrdinal, holds);
            Table["Numeric" + suffix] = (a, b) => JsonValues.Kind(a) == JsonValueKind.Number && JsonValues.Compare(a, b) is { } order && holds(order);
            Table["Timestamp" + suffix] = (a, b) => Instant(a) is { } x && Instant(b) is { } y && holds(x.CompareTo(y));
        }
    }

    /// <summary>Operators without their <c>…Path</c> twins, which <see cref="HasPathTwin"/> tells.</summary>
    public static IEnumerable<string> Names => Table.Keys;

    public static bool HasPathTwin(string name) => !name.StartsWith("Is", StringComparison.Ordinal) && name != "StringMatches";

    public static bool Holds(string name, JsonNode? value, JsonNode? other) => Table[name](value, other);

    /// <summary>Whether a constant of a definition has the type that the operator compares with.</summary>
    public static bool Accepts(string name, JsonNode? constant) => JsonValues.Kind(constant) switch
    {
        JsonValueKind.True or JsonValueKind.False => name.StartsWith("Is", StringComparison.Ordinal) || name.StartsWith("Boolean", StringComparison.Ordinal),
        JsonValueKind.Number => name.StartsWith("Numeric", StringComparison.Ordinal),
        JsonValueKind.String => name.StartsWith("String", StringComparison.Ordinal)
            || (name.StartsWith("Timestamp", StringComparison.Ordinal) && Instant(constant) is not null),
        _ => false,
    };

    private static Func<JsonNode?, JsonNode?, bool> Is(JsonValueKind kind) =>
        (value, expected) => JsonValues.Kind(value) == kind == JsonValues.AsBoolean(expected);

    private static bool Ordered(string? a, string? b, Func<string, string, int> compare, Func<int, bool> holds) =>
        a is not null && b is not null && holds(compare(a, b));

    private static DateTimeOffset? Instant(JsonNode? node) =>
        JsonValues.AsString(node) is { } text && Timestamps.TryParse(text, out var instant) ? instant : null;
}
