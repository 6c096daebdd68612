using System.Globalization;
using System.Text;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>Recursive descent over the text of a path; anything it does not know is a <see cref="FormatException"/>.</summary>
internal sealed class JsonPathParser(string text, int start = 0)
{
    private int _at = start;

    /// <summary>Where parsing stopped: a path inside a filter or a function's arguments ends before its text does.</summary>
    public int Position => _at;

    public JsonPath ParseAll()
    {
        var path = ParsePath('$');
        return _at == text.Length ? path : throw Unexpected();
    }

    public JsonPath ParsePath(char root)
    {
        Expect(root);
        var steps = new List<PathStep>();
        while (_at < text.Length && text[_at] is '.' or '[')
        {
            steps.Add(ParseStep());
        }

        return new JsonPath(steps);
    }

    private char Current => _at < text.Length ? text[_at] : '\0';

    private PathStep ParseStep()
    {
        if (Current == '[')
        {
            return ParseBracket();
        }

        Expect('.');
        if (Current != '.')
        {
            return ParseDotted();
        }

        _at++;
        return new PathStep.Descendants(Current == '[' ? ParseBracket() : ParseDotted());
    }

    private PathStep ParseDotted()
    {
        if (Current == '*')
        {
            _at++;
            return new PathStep.Wildcard();
        }

        var from = _at;
        while (_at < text.Length && IsNameCharacter(text[_at]))
        {
            _at++;
        }

        return _at > from ? new PathStep.Child(text[from.._at]) : throw Unexpected();
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '@' or ':' or '#' or '/' || c > 127;

    private PathStep ParseBracket()
    {
        Expect('[');
        SkipSpaces();
        PathStep step = Current switch
        {
            '*' => ParseStar(),
            '?' => ParseFilter(),
            '\'' or '"' => ParseNames(),
            _ => ParseNumbers(),
        };
        SkipSpaces();
        Expect(']');
        return step;
    }

    private PathStep.Wildcard ParseStar()
    {
        _at++;
        return new PathStep.Wildcard();
    }

    private PathStep.Filter ParseFilter()
    {
        _at++;
        var filter = new PathFilterParser(text, _at);
        var predicate = filter.Parse();
        _at = filter.Position;
        return new PathStep.Filter(predicate);
    }

    private PathStep ParseNames()
    {
        var names = new List<string> { ParseQuoted() };
        while (SkipSpaces() == ',')
        {
            _at++;
            SkipSpaces();
            names.Add(ParseQuoted());
        }

        return names.Count == 1 ? new PathStep.Child(names[0]) : new PathStep.Children(names);
    }

    private PathStep ParseNumbers()
    {
        var first = ParseOptionalNumber();
        if (SkipSpaces() == ':')
        {
            _at++;
            SkipSpaces();
            return new PathStep.Slice(first, ParseOptionalNumber());
        }

        var numbers = new List<int> { first ?? throw Unexpected() };
        while (SkipSpaces() == ',')
        {
            _at++;
            SkipSpaces();
            numbers.Add(ParseOptionalNumber() ?? throw Unexpected());
        }

        return numbers.Count == 1 ? new PathStep.Index(numbers[0]) : new PathStep.Indexes(numbers);
    }

    private int? ParseOptionalNumber()
    {
        var from = _at;
        if (Current == '-')
        {
            _at++;
        }

        while (char.IsAsciiDigit(Current))
        {
            _at++;
        }

        return _at == from ? null
            : int.TryParse(text.AsSpan(from, _at - from), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw Unexpected();
    }

    private string ParseQuoted()
    {
        var quote = Current is '\'' or '"' ? Current : throw Unexpected();
        var name = new StringBuilder();
        for (_at++; Current != quote; _at++)
        {
            if (Current == '\\')
            {
                _at++;
            }

            name.Append(_at < text.Length ? text[_at] : throw Unexpected());
        }

        _at++;
        return name.ToString();
    }

    private char SkipSpaces()
    {
        while (Current == ' ')
        {
            _at++;
        }

        return Current;
    }

    private void Expect(char expected)
    {
        if (Current != expected)
        {
            throw Unexpected();
        }

        _at++;
    }

    private FormatException Unexpected() => new($"'{text}' is not a JSONPath that is supported: see column {_at + 1}.");
}
