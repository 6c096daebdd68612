using System.Text.Json;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>Reads one operator object of a pattern, such as <c>{"prefix": "a"}</c>; the reader stands on its brace.</summary>
internal static class MatchExpression
{
    /// <summary>The names of operator objects.</summary>
    public static readonly IReadOnlyList<string> Operators =
        ["exactly", "prefix", "suffix", "equals-ignore-case", "wildcard", "cidr", "numeric", "exists", "anything-but"];

    private const string OneKey = "Only one key allowed in match expression";

    public static ValuePattern Read(ref PatternReader reader)
    {
        if (reader.Next() != JsonTokenType.PropertyName)
        {
            throw reader.Error("Match expression name not found");
        }

        var name = reader.Raw;
        if (!Operators.Contains(name))
        {
            throw reader.Error($"Unrecognized match type {name}");
        }

        reader.Next();
        var pattern = ReadOperand(ref reader, name);
        reader.RequireEnd(JsonTokenType.EndObject, name is "numeric" or "anything-but" ? "Too many elements in numeric expression" : OneKey);
        return pattern;
    }

    private static ValuePattern ReadOperand(ref PatternReader reader, string name) => name switch
    {
        "exactly" => new ValuePattern.ExactText(Text(ref reader, "exact match pattern must be a string")),
        "prefix" or "suffix" => ReadAffix(ref reader, name),
        "equals-ignore-case" => new ValuePattern.EqualsIgnoreCase(Text(ref reader, "equals-ignore-case match pattern must be a string")),
        "wildcard" => WildcardPattern.Parse(Text(ref reader, "wildcard match pattern must be a string"), ref reader),
        // The message says prefix: AWS's does.
        "cidr" => new ValuePattern.Cidr(IpRange.Parse(Text(ref reader, "prefix match pattern must be a string"))),
        "numeric" => NumericExpression.Read(ref reader),
        "exists" => ReadExists(ref reader),
        _ => AnythingButExpression.Read(ref reader),
    };

    private static ValuePattern ReadAffix(ref PatternReader reader, string name)
    {
        var comparison = StringComparison.Ordinal;
        string text;
        if (reader.Token == JsonTokenType.StartObject)
        {
            if (reader.Next() != JsonTokenType.PropertyName || reader.Raw != "equals-ignore-case")
            {
                throw reader.Error($"Unsupported {name} expression");
            }

            reader.Next();
            text = Text(ref reader, $"equals-ignore-case match pattern must be a string");
            reader.RequireEnd(JsonTokenType.EndObject, OneKey);
            comparison = StringComparison.OrdinalIgnoreCase;
        }
        else
        {
            text = Text(ref reader, $"{name} match pattern must be a string");
        }

        return name == "prefix" ? new ValuePattern.Prefix(text, comparison) : new ValuePattern.Suffix(text, comparison);
    }

    private static ValuePattern ReadExists(ref PatternReader reader) => reader.Token switch
    {
        JsonTokenType.True => new ValuePattern.Exists(),
        JsonTokenType.False => new ValuePattern.Absent(),
        _ => throw reader.Error("exists match pattern must be either true or false."),
    };

    private static string Text(ref PatternReader reader, string otherwise) =>
        reader.Token == JsonTokenType.String ? reader.Text() : throw reader.Error(otherwise);
}
