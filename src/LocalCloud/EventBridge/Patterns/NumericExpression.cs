using System.Text.Json;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>Reads <c>["=", 1]</c>, <c>["&gt;", 0, "&lt;=", 5]</c> and so on; the reader ends on the bracket.</summary>
internal static class NumericExpression
{
    public static ValuePattern Read(ref PatternReader reader)
    {
        if (reader.Token != JsonTokenType.StartArray)
        {
            throw reader.Error("Value of numeric must be an array.");
        }

        if (reader.Next() != JsonTokenType.String)
        {
            throw reader.Error($"Invalid member in numeric match: {reader.Raw}");
        }

        var comparison = reader.Text();
        reader.Next();
        return comparison switch
        {
            "=" => ReadEquals(ref reader),
            ">" or ">=" => ReadFrom(ref reader, comparison),
            "<" or "<=" => ReadTo(ref reader, comparison),
            _ => throw reader.Error($"Unrecognized numeric range operator: {comparison}"),
        };
    }

    // Numbers are compared once the token after them is read: that is the place that errors name.
    private static ValuePattern.NumericRange ReadEquals(ref PatternReader reader)
    {
        var raw = Number(ref reader, "equals");
        reader.RequireEnd(JsonTokenType.EndArray, "Too many elements in numeric expression");
        var number = reader.Number(raw);
        return new(number, false, number, false);
    }

    private static ValuePattern.NumericRange ReadTo(ref PatternReader reader, string comparison)
    {
        var raw = Number(ref reader, comparison);
        reader.RequireEnd(JsonTokenType.EndArray, "Too many elements in numeric expression");
        return new(double.NegativeInfinity, true, reader.Number(raw), comparison == "<");
    }

    private static ValuePattern.NumericRange ReadFrom(ref PatternReader reader, string comparison)
    {
        var bottom = Number(ref reader, comparison);
        if (reader.Next() == JsonTokenType.EndArray)
        {
            return new(reader.Number(bottom), comparison == ">", double.PositiveInfinity, true);
        }

        if (reader.Token != JsonTokenType.String)
        {
            throw reader.Error($"Bad value in numeric range: {reader.Raw}");
        }

        var end = reader.Text();
        if (end is not ("<" or "<="))
        {
            throw reader.Error($"Bad numeric range operator: {end}");
        }

        reader.Next();
        var top = Number(ref reader, end);
        reader.RequireEnd(JsonTokenType.EndArray, "Too many terms in numeric range expression");
        return reader.Number(bottom) < reader.Number(top)
            ? new(reader.Number(bottom), comparison == ">", reader.Number(top), end == "<")
            : throw reader.Error("Bottom must be less than top");
    }

    private static string Number(ref PatternReader reader, string comparison) =>
        reader.IsNumber ? reader.Raw : throw reader.Error($"Value of {comparison} must be numeric");
}
