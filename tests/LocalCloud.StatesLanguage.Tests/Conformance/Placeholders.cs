using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Tests.Conformance;

/// <summary>Compares with a recording in which volatile text is replaced by <c>&lt;…&gt;</c> or a word such as <c>start-time</c>.</summary>
internal static partial class Placeholders
{
    private static readonly HashSet<string> Words = ["start-time", "entered-time", "date", "timestamp", "RandomNumberGenerated", "stop-date", "start-date"];

    public static void AssertMatches(JsonNode? expected, JsonNode? actual, IReadOnlySet<string> ignored) =>
        Assert.True(Matches(expected, actual, ignored), $"Expected {JsonText.Write(expected)}{Environment.NewLine}but was {JsonText.Write(actual)}");

    private static bool Matches(JsonNode? expected, JsonNode? actual, IReadOnlySet<string> ignored)
    {
        switch (expected)
        {
            case JsonObject unparsed when unparsed.ContainsKey("__unparsed__"):
                return true;
            case JsonObject owner:
                var other = actual as JsonObject ?? Parsed(actual) as JsonObject;
                return other is not null
                    && owner.Where(member => !ignored.Contains(member.Key)).All(member => other.ContainsKey(member.Key) && Matches(member.Value, other[member.Key], ignored))
                    && other.All(member => owner.ContainsKey(member.Key) || ignored.Contains(member.Key));
            case JsonArray array:
                var items = actual as JsonArray ?? Parsed(actual) as JsonArray;
                return items is not null && items.Count == array.Count && array.Zip(items).All(pair => Matches(pair.First, pair.Second, ignored));
            default:
                return JsonNode.DeepEquals(expected, actual)
                    || (Parsed(expected) is JsonObject inner && Matches(inner, actual, ignored))
                    || (JsonValues.AsString(expected) is { } text && MatchesText(text, JsonValues.AsString(actual) ?? JsonText.Write(actual)));
        }
    }

    /// <summary>The recorder parsed text that is JSON.</summary>
    private static JsonNode? Parsed(JsonNode? actual)
    {
        try
        {
            return JsonValues.AsString(actual) is { } text ? JsonText.Parse(text) : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static bool MatchesText(string expected, string actual) =>
        Words.Contains(expected) || expected == actual
        || Regex.IsMatch(actual, "^" + string.Join(".*", Placeholder().Split(expected).Select(Regex.Escape)) + "$", RegexOptions.Singleline);

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Placeholder();
}
