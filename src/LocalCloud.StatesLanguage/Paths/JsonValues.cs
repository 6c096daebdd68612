using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>Typed looks at JSON values; each yields null where the value has another type.</summary>
public static class JsonValues
{
    public static string? AsString(JsonNode? node) => Kind(node) == JsonValueKind.String ? node!.GetValue<string>() : null;

    public static bool? AsBoolean(JsonNode? node) => Kind(node) switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static double? AsDouble(JsonNode? node) => Kind(node) == JsonValueKind.Number
        ? double.Parse(node!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : null;

    /// <summary>A number without a fraction, in the range of a long.</summary>
    public static long? AsLong(JsonNode? node) =>
        Kind(node) == JsonValueKind.Number
        && decimal.TryParse(node!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    public static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    /// <summary>The order of two numbers or two strings (by UTF-16 code unit); null for anything else.</summary>
    public static int? Compare(JsonNode? a, JsonNode? b) => (Kind(a), Kind(b)) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(AsString(a), AsString(b)),
        (JsonValueKind.Number, JsonValueKind.Number) => AsDouble(a)!.Value.CompareTo(AsDouble(b)!.Value),
        _ => null,
    };
}
