using LocalCloud.Api;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>Parses the grammar of <c>AlarmRule</c>: conditions, AND, OR, NOT, TRUE, FALSE and parentheses; NOT binds tightest, OR loosest.</summary>
internal sealed class AlarmRuleParser
{
    private static readonly string[] Conditions = [Alarm.Alarming, Alarm.Ok, Alarm.Unknown];

    private readonly string _text;
    private int _position;

    private AlarmRuleParser(string text) => _text = text;

    public static AlarmRule Parse(string text)
    {
        var parser = new AlarmRuleParser(text);
        var rule = parser.Or();
        parser.SkipBlanks();
        return parser._position == text.Length ? rule : throw parser.Unexpected();
    }

    private AlarmRule Or()
    {
        var left = And();
        while (TakeWord("OR"))
        {
            left = new AlarmRule.Or(left, And());
        }

        return left;
    }

    private AlarmRule And()
    {
        var left = Term();
        while (TakeWord("AND"))
        {
            left = new AlarmRule.And(left, Term());
        }

        return left;
    }

    private AlarmRule Term()
    {
        if (TakeWord("NOT"))
        {
            return new AlarmRule.Not(Term());
        }

        if (Take('('))
        {
            var inner = Or();
            return Take(')') ? inner : throw Unexpected();
        }

        if (TakeWord("TRUE") || TakeWord("FALSE"))
        {
            return new AlarmRule.Constant(_text[_position - 2] is 'U' or 'u');
        }

        if (Array.Find(Conditions, TakeWord) is { } state)
        {
            return Take('(') ? new AlarmRule.InState(NameOf(Argument()), state) : throw Unexpected();
        }

        if (TakeWord("AT_LEAST"))
        {
            throw AwsException.Validation("Error in AlarmRule: LocalCloud does not serve AT_LEAST. Served: ALARM, OK, INSUFFICIENT_DATA, AND, OR, NOT, TRUE, FALSE.");
        }

        throw Unexpected();
    }

    /// <summary>An alarm's name or ARN, in quotes or bare, up to its closing parenthesis.</summary>
    private string Argument()
    {
        SkipBlanks();
        var quote = _position < _text.Length && _text[_position] is '"' or '\'' ? _text[_position] : ')';
        var start = quote == ')' ? _position : _position + 1;
        var end = start > _text.Length ? -1 : _text.IndexOf(quote, start);
        if (end <= start)
        {
            throw Unexpected();
        }

        _position = quote == ')' ? end : end + 1;
        return Take(')') ? _text[start..end].Trim() : throw Unexpected();
    }

    private static string NameOf(string argument) => argument.Split(':', 7) is ["arn", _, "cloudwatch", _, _, "alarm", var name] ? name : argument;

    private bool TakeWord(string word)
    {
        SkipBlanks();
        var end = _position + word.Length;
        if (end > _text.Length
            || !_text.AsSpan(_position, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)
            || (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_')))
        {
            return false;
        }

        _position = end;
        return true;
    }

    private bool Take(char letter)
    {
        SkipBlanks();
        if (_position >= _text.Length || _text[_position] != letter)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    private AwsException Unexpected()
    {
        SkipBlanks();
        return AwsException.Validation(_position < _text.Length
            ? $"Error in AlarmRule [Unsupported token '{_text[_position]}' at char {_position}]"
            : "Error in AlarmRule [Unexpected end of the rule]");
    }
}
