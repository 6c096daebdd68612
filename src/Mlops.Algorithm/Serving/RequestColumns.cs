using System.Text;

namespace Mlops.Algorithm.Serving;

/// <summary>The raw columns of a request in training order, and the label, which a request may have but need not.</summary>
internal sealed class RequestColumns
{
    private readonly Dictionary<string, int> _positions;
    private readonly bool[] _firstBytes = new bool[256];

    public RequestColumns(IReadOnlyList<string> names, string label)
    {
        (Names, Label) = (names, label);
        InOrder = [.. Enumerable.Range(0, names.Count)];
        _positions = names.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        foreach (var name in names.Append(label).Where(name => name.Length > 0))
        {
            _firstBytes[Encoding.UTF8.GetBytes(name)[0]] = true;
        }
    }

    public IReadOnlyList<string> Names { get; }

    public string Label { get; }

    /// <summary>The position of each column of a request that does not name them.</summary>
    public int[] InOrder { get; }

    /// <summary>The position of a raw column; -1 when the model does not know it.</summary>
    public int IndexOf(string column) => _positions.GetValueOrDefault(column, -1);

    /// <summary>Whether a text names a raw column or the label. Of a row of numbers the first bytes tell that it does not.</summary>
    public bool IsName(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !_firstBytes[text[0]])
        {
            return false;
        }

        var name = Encoding.UTF8.GetString(text);
        return name == Label || IndexOf(name) >= 0;
    }
}
