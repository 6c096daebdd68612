using System.Text.Json;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>Reads what <c>anything-but</c> excludes: values, or one operator over a text or a list of texts.</summary>
internal static class AnythingButExpression
{
    /// <summary>The operators that can be excluded, beside plain values.</summary>
    public static readonly IReadOnlyList<string> Operators = ["prefix", "suffix", "equals-ignore-case", "wildcard"];

    private const string WrongValue = "Value of anything-but must be an array or single string/number value.";

    public static ValuePattern Read(ref PatternReader reader) => new ValuePattern.AnythingBut(reader.Token switch
    {
        JsonTokenType.StartObject => ReadOperator(ref reader),
        JsonTokenType.StartArray => ReadList(ref reader),
        JsonTokenType.String => [new ValuePattern.ExactText(reader.Text())],
        JsonTokenType.Number => [new ValuePattern.ExactNumber(reader.Number(reader.Raw), reader.Raw)],
        _ => throw reader.Error(WrongValue),
    });

    private static List<ValuePattern> ReadList(ref PatternReader reader)
    {
        var patterns = new List<ValuePattern>();
        while (reader.Next() != JsonTokenType.EndArray)
        {
            patterns.Add(reader.Token switch
            {
                JsonTokenType.String => new ValuePattern.ExactText(reader.Text()),
                JsonTokenType.Number => new ValuePattern.ExactNumber(reader.Number(reader.Raw), reader.Raw),
                _ => throw reader.ErrorInList("Inside anything but list, start|null|boolean is not supported."),
            });
        }

        return patterns.Count > 0 && patterns.DistinctBy(pattern => pattern.GetType()).Count() == 1
            ? patterns
            : throw reader.Error("Inside anything but list, either all values are number or string, mixed type is not supported");
    }

    private static List<ValuePattern> ReadOperator(ref PatternReader reader)
    {
        if (reader.Next() != JsonTokenType.PropertyName)
        {
            throw reader.Error("Anything-But expression name not found");
        }

        var name = reader.Raw;
        if (!Operators.Contains(name))
        {
            throw reader.Error($"Unsupported anything-but pattern: {name}");
        }

        List<string> texts = reader.Next() switch
        {
            JsonTokenType.String => [reader.Text()],
            JsonTokenType.StartArray => ReadTexts(ref reader, name),
            JsonTokenType.StartObject => throw reader.Error(WrongValue),
            _ => throw reader.Error(NotText(name)),
        };
        if (name is "prefix" or "suffix" && texts.Any(text => text.Length == 0))
        {
            throw reader.Error("Null prefix/suffix not allowed");
        }

        reader.RequireEnd(JsonTokenType.EndObject, "Only one key allowed in match expression");
        var patterns = new List<ValuePattern>();
        foreach (var text in texts)
        {
            patterns.Add(Pattern(ref reader, name, text));
        }

        return patterns;
    }

    private static List<string> ReadTexts(ref PatternReader reader, string name)
    {
        var texts = new List<string>();
        while (reader.Next() != JsonTokenType.EndArray)
        {
            texts.Add(reader.Token == JsonTokenType.String ? reader.Text() : throw reader.ErrorInList(NotText(name)));
        }

        return texts.Count == 0 ? throw reader.Error("Empty arrays are not allowed") : texts;
    }

    private static string NotText(string name) => name switch
    {
        "equals-ignore-case" => "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
        "wildcard" => "wildcard match pattern must be a string",
        _ => "prefix/suffix match pattern must be a string",
    };

    private static ValuePattern Pattern(ref PatternReader reader, string name, string text) => name switch
    {
        "prefix" => new ValuePattern.Prefix(text, StringComparison.Ordinal),
        "suffix" => new ValuePattern.Suffix(text, StringComparison.Ordinal),
        "equals-ignore-case" => new ValuePattern.EqualsIgnoreCase(text),
        _ => WildcardPattern.Parse(text, ref reader),
    };
}
