using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>
/// The tokens of a pattern with AWS's error messages. AWS's parser names the place right after what it has consumed, so
/// that is what is reproduced here: of a string whose text was not asked for only the quote, of a member's name also the
/// colon and the start of its value.
/// </summary>
internal ref struct PatternReader
{
    private readonly string _text;
    private readonly byte[] _bytes;
    private Utf8JsonReader _reader;
    private bool _textRead;

    public PatternReader(string text)
    {
        _text = text;
        _bytes = Encoding.UTF8.GetBytes(text);
        _reader = new(_bytes);
    }

    public readonly JsonTokenType Token => _reader.TokenType;

    public readonly bool IsNumber => _reader.TokenType == JsonTokenType.Number;

    /// <summary>The token as it is written.</summary>
    public readonly string Raw => Encoding.UTF8.GetString(_reader.ValueSpan);

    public JsonTokenType Next()
    {
        _textRead = false;
        var start = (int)_reader.BytesConsumed;
        try
        {
            if (!_reader.Read())
            {
                throw Error("Unexpected end-of-input");
            }
        }
        catch (JsonException)
        {
            throw SyntaxError(start);
        }

        return _reader.TokenType;
    }

    public string Text()
    {
        _textRead = true;
        return _reader.GetString()!;
    }

    /// <summary>A number that can be compared (finite, and not so small that it would read as zero), or null.</summary>
    public static double? TryNumber(string raw)
    {
        var number = double.Parse(raw, CultureInfo.InvariantCulture);
        var mantissa = raw.Split('e', 'E')[0];
        return double.IsFinite(number) && (number != 0 || !mantissa.AsSpan().ContainsAnyInRange('1', '9')) ? number : null;
    }

    /// <summary>The number written as <paramref name="raw"/>, or an error here, where it is used.</summary>
    public readonly double Number(string raw) => TryNumber(raw) ?? throw Error($"Cannot compare number : {raw}");

    public void RequireEnd(JsonTokenType end, string otherwise)
    {
        if (Next() != end)
        {
            throw Error(otherwise);
        }
    }

    public readonly PatternException Error(string message) => new($"{message}\n{Place(Consumed())}");

    /// <summary>For errors inside a list, which AWS wraps once more: the place stands twice.</summary>
    public readonly PatternException ErrorInList(string message) => new($"{message}\n{Place(Consumed())}\n{Place(Consumed())}");

    private readonly int Consumed()
    {
        var start = (int)_reader.TokenStartIndex;
        return _reader.TokenType switch
        {
            JsonTokenType.None => 0,
            JsonTokenType.PropertyName => AfterName(start),
            JsonTokenType.String => _textRead ? (int)_reader.BytesConsumed : start + 1,
            _ => (int)_reader.BytesConsumed,
        };
    }

    private readonly int AfterName(int start)
    {
        var index = start + _reader.ValueSpan.Length + 2;
        while (index < _bytes.Length && _bytes[index] is (byte)' ' or (byte)':' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            index++;
        }

        return index < _bytes.Length && _bytes[index] is (byte)'{' or (byte)'[' or (byte)'"' ? index + 1 : EndOfWord(index);
    }

    private readonly int EndOfWord(int index)
    {
        while (index < _bytes.Length && _bytes[index] is not ((byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'"'))
        {
            index++;
        }

        return index;
    }

    private readonly PatternException SyntaxError(int start)
    {
        var index = start;
        while (index < _bytes.Length && _bytes[index] is (byte)' ' or (byte)':' or (byte)',' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            index++;
        }

        var end = EndOfWord(index);
        var word = Encoding.UTF8.GetString(_bytes, index, end - index);
        return end == index
            ? new($"Unexpected end-of-input or character\n{Place(index)}")
            : new($"Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n{Place(end)}");
    }

    private readonly string Place(int consumed)
    {
        var before = Encoding.UTF8.GetString(_bytes, 0, consumed);
        var line = before.Count(character => character == '\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        return string.Create(CultureInfo.InvariantCulture, $" at [Source: (String)\"{_text}\"; line: {line}, column: {column}]");
    }
}
