using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Intrinsics;

/// <summary>Parses <c>States.Name(argument, …)</c>; names and numbers of arguments are checked here, types when called.</summary>
internal sealed class IntrinsicParser
{
    private const int MaxDepth = 10;
    private readonly string _text;
    private int _at;

    private IntrinsicParser(string text)
    {
        _text = text;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out ValueExpression? expression)
    {
        var parser = new IntrinsicParser(text);
        try
        {
            expression = parser.ParseCall(1);
            return parser._at == text.Length;
        }
        catch (FormatException)
        {
            expression = null;
            return false;
        }
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private ValueExpression.Call ParseCall(int depth)
    {
        var from = _at;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '.')
        {
            _at++;
        }

        var name = _text[from.._at];
        if (depth > MaxDepth || !IntrinsicFunctions.All.TryGetValue(name, out var function))
        {
            throw Unexpected();
        }

        var arguments = ParseArguments(depth, name == "States.Format");
        return function.Takes(arguments.Count) ? new ValueExpression.Call(_text[from.._at], function, arguments) : throw Unexpected();
    }

    private List<ValueExpression> ParseArguments(int depth, bool keepEscapes)
    {
        Expect('(');
        var arguments = new List<ValueExpression>();
        SkipSpaces();
        while (Current != ')')
        {
            if (arguments.Count > 0)
            {
                Expect(',');
                SkipSpaces();
            }

            arguments.Add(ParseArgument(depth, keepEscapes && arguments.Count == 0));
            SkipSpaces();
        }

        _at++;
        return arguments;
    }

    private ValueExpression ParseArgument(int depth, bool keepEscapes) => Current switch
    {
        '\'' => ParseText(keepEscapes),
        '$' => ParsePath(),
        'S' => ParseCall(depth + 1),
        _ => ParseWord(),
    };

    private ValueExpression.Path ParsePath()
    {
        var from = _at;
        var isContext = _at + 1 < _text.Length && _text[_at + 1] == '$';
        var parser = new JsonPathParser(_text, isContext ? _at + 1 : _at);
        var path = parser.ParsePath('$');
        _at = parser.Position;
        return new ValueExpression.Path(_text[from.._at], isContext, path);
    }

    private ValueExpression.Constant ParseText(bool keepEscapes)
    {
        var from = _at;
        var value = new StringBuilder();
        for (_at++; Current != '\''; _at++)
        {
            if (Current == '\\')
            {
                _at++;
                if (Current is not ('\'' or '{' or '}' or '\\'))
                {
                    throw Unexpected();
                }

                value.Append(keepEscapes ? "\\" : "");
            }

            value.Append(_at < _text.Length ? Current : throw Unexpected());
        }

        _at++;
        return new ValueExpression.Constant(_text[from.._at], JsonValue.Create(value.ToString()));
    }

    private ValueExpression.Constant ParseWord()
    {
        var from = _at;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '-' or '+' or '.')
        {
            _at++;
        }

        var word = _text[from.._at];
        JsonNode? value = word switch
        {
            "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
                : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
                : throw Unexpected(),
        };
        return new ValueExpression.Constant(word, value);
    }

    private void SkipSpaces()
    {
        while (char.IsWhiteSpace(Current))
        {
            _at++;
        }
    }

    private void Expect(char expected)
    {
        if (Current != expected)
        {
            throw Unexpected();
        }

        _at++;
    }

    private FormatException Unexpected() => new($"'{_text}' is not a call of an intrinsic function: see column {_at + 1}.");
}
