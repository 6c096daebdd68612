using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.StatesLanguage.Paths;

using Operand = Func<JsonNode?, JsonNode?, (bool Found, JsonNode? Value)>;
using Predicate = Func<JsonNode?, JsonNode?, bool>;

/// <summary>The condition of <c>[?(…)]</c>: comparisons, <c>=~</c>, <c>in</c>, <c>nin</c>, existence, <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>.</summary>
internal sealed class PathFilterParser(string text, int start)
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "=~", "<", ">", "nin ", "in "];

    private int _at = start;

    public int Position => _at;

    public Predicate Parse()
    {
        SkipSpaces();
        return Take("(") ? Closed(ParseOr()) : throw Unexpected();
    }

    private Predicate ParseOr()
    {
        var left = ParseAnd();
        while (Take("||"))
        {
            var (first, second) = (left, ParseAnd());
            left = (node, root) => first(node, root) || second(node, root);
        }

        return left;
    }

    private Predicate ParseAnd()
    {
        var left = ParseUnary();
        while (Take("&&"))
        {
            var (first, second) = (left, ParseUnary());
            left = (node, root) => first(node, root) && second(node, root);
        }

        return left;
    }

    private Predicate ParseUnary()
    {
        if (Take("!"))
        {
            var inner = ParseUnary();
            return (node, root) => !inner(node, root);
        }

        return Take("(") ? Closed(ParseOr()) : ParseComparison();
    }

    private Predicate Closed(Predicate inner) => Take(")") ? inner : throw Unexpected();

    private Predicate ParseComparison()
    {
        var left = ParseOperand();
        var found = Array.Find(Operators, Take);
        if (found is null)
        {
            return (node, root) => left(node, root).Found;
        }

        if (found == "=~")
        {
            var pattern = ParseRegex();
            return (node, root) => Text(left(node, root).Value) is { } subject && pattern.IsMatch(subject);
        }

        var right = ParseOperand();
        return (node, root) => left(node, root) is (true, var a) && right(node, root) is (true, var b) && Holds(found, a, b);
    }

    private static bool Holds(string found, JsonNode? a, JsonNode? b) => found switch
    {
        "==" => JsonNode.DeepEquals(a, b),
        "!=" => !JsonNode.DeepEquals(a, b),
        "in " => b is JsonArray set && set.Any(item => JsonNode.DeepEquals(item, a)),
        "nin " => b is JsonArray set && !set.Any(item => JsonNode.DeepEquals(item, a)),
        _ => JsonValues.Compare(a, b) is { } order && found switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        },
    };

    private Operand ParseOperand()
    {
        SkipSpaces();
        var first = _at < text.Length ? text[_at] : throw Unexpected();
        if (first is '@' or '$')
        {
            var parser = new JsonPathParser(text, _at);
            var path = parser.ParsePath(first);
            _at = parser.Position;
            return (node, root) => (path.TryEvaluate(first == '@' ? node : root, out var value, out _), value);
        }

        var literal = ParseLiteral();
        return (_, _) => (true, literal);
    }

    private JsonNode? ParseLiteral()
    {
        SkipSpaces();
        if (Take("["))
        {
            var items = new JsonArray();
            while (!Take("]"))
            {
                items.Add(ParseLiteral());
                Take(",");
            }

            return items;
        }

        var from = _at;
        if (text[_at] is '\'' or '"')
        {
            var end = text.IndexOf(text[_at], _at + 1);
            _at = end < 0 ? throw Unexpected() : end + 1;
            return JsonValue.Create(text[(from + 1)..end]);
        }

        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '-' or '+' or '.'))
        {
            _at++;
        }

        return Word(text[from.._at]);
    }

    private JsonValue? Word(string word) => word switch
    {
        "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ => decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : throw Unexpected(),
    };

    private Regex ParseRegex()
    {
        SkipSpaces();
        var end = _at < text.Length && text[_at] == '/' ? text.IndexOf('/', _at + 1) : -1;
        if (end < 0)
        {
            throw Unexpected();
        }

        var pattern = text[(_at + 1)..end];
        _at = end + 1;
        var options = Take("i") ? RegexOptions.IgnoreCase : RegexOptions.None;
        // The match is of the whole subject, as Java's Pattern.matches; NonBacktracking keeps a definition from hanging its execution.
        return new Regex($"^(?:{pattern})\\z", options | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? subject) ? subject : null;

    private bool Take(string token)
    {
        SkipSpaces();
        if (string.CompareOrdinal(text, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private void SkipSpaces()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    private FormatException Unexpected() => new($"'{text}' has a filter that is not supported: see column {_at + 1}.");
}
