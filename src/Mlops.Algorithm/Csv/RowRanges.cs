using System.Globalization;

namespace Mlops.Algorithm.Csv;

/// <summary>Row numbers in the order they were met, neighbours as one range. All are counted; only the first ranges are kept.</summary>
internal sealed class RowRanges
{
    public const int Capacity = 50;

    private readonly List<(long First, long Last)> _ranges = [];

    public int Count { get; private set; }

    /// <summary>Rows that are in none of the kept ranges.</summary>
    private int Unlisted { get; set; }

    public bool IsEmpty => _ranges.Count == 0;

    public void Add(long row)
    {
        Count++;
        if (_ranges.Count > 0 && _ranges[^1].Last is var last && (row == last || row == last + 1))
        {
            _ranges[^1] = (_ranges[^1].First, row);
        }
        else if (_ranges.Count < Capacity)
        {
            _ranges.Add((row, row));
        }
        else
        {
            Unlisted++;
        }
    }

    /// <summary>Such as <c>5, 9–12, 40 and 7 more</c>, with at most so many ranges.</summary>
    public string Describe(int most = Capacity)
    {
        var shown = _ranges.Take(most).Select(range => range.First == range.Last ? Text(range.First) : $"{Text(range.First)}–{Text(range.Last)}");
        var hidden = Unlisted + _ranges.Skip(most).Sum(range => range.Last - range.First + 1);
        return string.Join(", ", shown) + (hidden > 0 ? $" and {Text(hidden)} more" : "");
    }

    private static string Text(long row) => row.ToString(CultureInfo.InvariantCulture);
}
