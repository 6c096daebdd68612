using System.Globalization;
using LocalCloud.Api;

namespace LocalCloud.CloudWatch.Expressions;

/// <summary>Parses metric math: operators by precedence, functions, lists in brackets.</summary>
internal sealed class ExpressionParser
{
    // From the loosest to the tightest; each level's operators bind to the left, but for the power.
    private static readonly string[][] Levels =
    [
        ["OR", "||"],
        ["AND", "&&"],
        ["==", "!=", "<", "<=", ">", ">="],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    private readonly string _text;
    private readonly IReadOnlyList<string> _words;
    private int _next;

    private ExpressionParser(string text)
    {
        _text = text;
        _words = ExpressionLexer.Words(text);
    }

    private string? Word => _next < _words.Count ? _words[_next] : null;

    public static Expression Parse(string text)
    {
        var parser = new ExpressionParser(text);
        var parsed = parser.Level(0);
        return parser.Word is { } rest ? throw parser.Problem($"Unexpected '{rest}'") : parsed;
    }

    private Expression Level(int level)
    {
        if (level == Levels.Length)
        {
            return Power();
        }

        var left = Level(level + 1);
        while (Word is { } word && Levels[level].Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            _next++;
            left = new Expression.Operation(Canonical(word), left, Level(level + 1));
        }

        return left;
    }

    private Expression Power()
    {
        if (Word == "-")
        {
            _next++;
            return new Expression.Negation(Power());
        }

        var operand = Primary();
        if (Word != "^")
        {
            return operand;
        }

        _next++;
        return new Expression.Operation("^", operand, Power());
    }

    private Expression Primary()
    {
        var word = Word ?? throw Problem("Unexpected end");
        _next++;
        if (word == "(")
        {
            var inner = Level(0);
            Expect(")");
            return inner;
        }

        if (word == "[")
        {
            return new Expression.List(Items("]"));
        }

        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && (char.IsAsciiDigit(word[0]) || word[0] == '.'))
        {
            return new Expression.Number(number);
        }

        if (word[0] is '"' or '\'')
        {
            return new Expression.Text(word[1..^1]);
        }

        return char.IsLetter(word[0]) || word[0] == '_' ? NameOrCall(word) : throw Problem($"Unexpected '{word}'");
    }

    private Expression NameOrCall(string word)
    {
        if (Word != "(")
        {
            return new Expression.Name(word);
        }

        _next++;
        var function = word.ToUpperInvariant();
        return Functions.Supported.Contains(function)
            ? new Expression.Call(function, Items(")"))
            : throw Problem($"LocalCloud does not serve the function {function}. Served: {string.Join(", ", Functions.Supported.Order(StringComparer.Ordinal))}");
    }

    private List<Expression> Items(string end)
    {
        var items = new List<Expression>();
        while (Word != end)
        {
            items.Add(Level(0));
            if (Word != end)
            {
                Expect(",");
            }
        }

        _next++;
        return items;
    }

    private void Expect(string word)
    {
        if (Word != word)
        {
            throw Problem($"Expected '{word}' instead of {(Word is { } found ? $"'{found}'" : "the end")}");
        }

        _next++;
    }

    private static string Canonical(string word) => word.ToUpperInvariant() switch
    {
        "&&" => "AND",
        "||" => "OR",
        var other => other,
    };

    private AwsException Problem(string problem) => ExpressionLexer.Problem(_text, problem);
}
