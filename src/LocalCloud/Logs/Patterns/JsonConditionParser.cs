using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Logs.Patterns;

/// <summary>
/// Reads what is between the braces of a JSON pattern: comparisons, <c>IS</c>, <c>EXISTS</c>, joined by <c>&amp;&amp;</c>,
/// <c>||</c> and parentheses.
/// </summary>
internal sealed partial class JsonConditionParser
{
    private readonly List<string> _tokens;
    private int _at;

    private JsonConditionParser(string text) => _tokens = [.. Token().Matches(text).Select(token => token.Groups[1].Value)];

    private string? Next => _at < _tokens.Count ? _tokens[_at] : null;

    public static Func<JsonNode, bool> Parse(string text)
    {
        var parser = new JsonConditionParser(text);
        var condition = parser.Either();
        return parser.Next is { } rest ? throw Unexpected(rest) : condition;
    }

    private Func<JsonNode, bool> Either()
    {
        var left = Both();
        while (Accept("||"))
        {
            var (first, second) = (left, Both());
            left = document => first(document) || second(document);
        }

        return left;
    }

    private Func<JsonNode, bool> Both()
    {
        var left = Single();
        while (Accept("&&"))
        {
            var (first, second) = (left, Single());
            left = document => first(document) && second(document);
        }

        return left;
    }

    private Func<JsonNode, bool> Single()
    {
        if (Accept("("))
        {
            var inner = Either();
            return Accept(")") ? inner : throw Unexpected(Next ?? "the end");
        }

        var selector = JsonSelector.Parse(Take());
        return Take() switch
        {
            "NOT" when Accept("EXISTS") => document => !selector.TryFind(document, out _),
            "EXISTS" => document => selector.TryFind(document, out _),
            "IS" => Is(selector, Take()),
            "=" => Compare(selector, Take(), (order, same) => same || order == 0),
            "!=" => Compare(selector, Take(), (order, same) => !(same || order == 0)),
            "<" => Order(selector, Take(), order => order < 0),
            "<=" => Order(selector, Take(), order => order <= 0),
            ">" => Order(selector, Take(), order => order > 0),
            ">=" => Order(selector, Take(), order => order >= 0),
            var other => throw Unexpected(other),
        };
    }

    private static Func<JsonNode, bool> Is(JsonSelector selector, string value)
    {
        var wanted = value switch
        {
            "NULL" => JsonValueKind.Null,
            "TRUE" => JsonValueKind.True,
            "FALSE" => JsonValueKind.False,
            _ => throw Unexpected(value),
        };
        return document => selector.TryFind(document, out var found) && (found?.GetValueKind() ?? JsonValueKind.Null) == wanted;
    }

    private static Func<JsonNode, bool> Order(JsonSelector selector, string value, Func<int, bool> holds) =>
        TryNumber(value) is null ? throw LogsErrors.Invalid($"Invalid filter pattern: {value} is no number.") : Compare(selector, value, (order, _) => order is { } known && holds(known));

    private static Func<JsonNode, bool> Compare(JsonSelector selector, string value, Func<int?, bool, bool> holds)
    {
        var number = TryNumber(value);
        var text = new Regex($"^{Regex.Escape(value.Trim('"')).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return document => selector.TryFind(document, out var found) && found is JsonValue given && (number is { } limit && given.GetValueKind() == JsonValueKind.Number
            ? holds(given.GetValue<double>().CompareTo(limit), false)
            : holds(null, given.GetValueKind() == JsonValueKind.String && text.IsMatch(given.GetValue<string>())));
    }

    private static double? TryNumber(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Take() => Next is not null ? _tokens[_at++] : throw Unexpected("the end");

    private bool Accept(string token)
    {
        var found = Next == token;
        _at += found ? 1 : 0;
        return found;
    }

    private static Api.AwsException Unexpected(string what) =>
        LogsErrors.Invalid($"Invalid filter pattern: {what} is not expected there. Served are comparisons, IS, EXISTS and NOT EXISTS of properties such as $.name, with &&, || and parentheses.");

    [GeneratedRegex("""\s*("[^"]*"|&&|\|\||[()]|!=|<=|>=|[=<>]|[^\s()=<>!&|"]+|\S)""")]
    private static partial Regex Token();
}
