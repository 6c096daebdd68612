using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// A message with holes: <c>{name}</c>, <c>{name:format}</c>, <c>{0}</c>; <c>{{</c> and <c>}}</c> are braces. Holes that are
/// all numbers take arguments by position, others in their order. A brace that opens no hole stands for itself.
/// </summary>
internal sealed class MessageTemplate
{
    private readonly List<(string Text, string Hole, string Format)> _parts = [];
    private readonly bool _isPositional;
    private readonly string _source;

    private MessageTemplate(string source)
    {
        _source = source;
        Split();
        var holes = _parts.Where(part => part.Hole is not null).ToList();
        _isPositional = holes.Count > 0 && holes.TrueForAll(part => part.Hole.All(char.IsAsciiDigit));
    }

    public static MessageTemplate Parse(string template) => new(template ?? "");

    public string Format(object[] arguments)
    {
        if (arguments.Length == 0)
        {
            return _source;
        }

        var line = new StringBuilder();
        var next = 0;
        foreach (var (text, hole, format) in _parts)
        {
            if (hole is null)
            {
                line.Append(text);
                continue;
            }

            var index = Index(hole, next++);
            line.Append(index < arguments.Length ? Text(arguments[index], format) : text);
        }

        return line.ToString();
    }

    /// <summary>Each hole's name with its argument; holes without an argument, or with null, are left out.</summary>
    public IEnumerable<(string Name, object Value)> Bind(object[] arguments)
    {
        var bound = new HashSet<string>();
        var next = 0;
        foreach (var (_, hole, _) in _parts.Where(part => part.Hole is not null))
        {
            var index = Index(hole, next++);
            if (index < arguments.Length && arguments[index] is { } value && bound.Add(hole))
            {
                yield return (hole, value);
            }
        }
    }

    public static string Text(object value, string format) => value switch
    {
        null => "",
        DateTime or DateTimeOffset when format is null => ((IFormattable)value).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private int Index(string hole, int order) =>
        _isPositional && int.TryParse(hole, CultureInfo.InvariantCulture, out var position) ? position : order;

    private void Split()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _source.Length; i++)
        {
            var c = _source[i];
            if (c is '{' or '}' && i + 1 < _source.Length && _source[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{' && _source.IndexOf('}', i) is var end && end > i + 1)
            {
                _parts.Add((text.ToString(), null, null));
                text.Clear();
                var hole = _source[(i + 1)..end].TrimStart('@').Split(':', 2);
                _parts.Add((_source[i..(end + 1)], hole[0].Trim(), hole.Length > 1 ? hole[1] : null));
                i = end;
            }
            else
            {
                text.Append(c);
            }
        }

        _parts.Add((text.ToString(), null, null));
    }
}
