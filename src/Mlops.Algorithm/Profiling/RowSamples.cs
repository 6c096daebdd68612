using System.Text;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Profiling;

/// <summary>A few whole rows from all over the data: every n-th, where n doubles whenever there are too many.</summary>
internal sealed class RowSamples
{
    private const int Most = 10;

    private readonly List<IReadOnlyList<string>> _rows = [];
    private long _stride = 1;
    private long _row;

    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    public void Add(CsvTable table, IReadOnlyList<int> positions)
    {
        if (_row++ % _stride != 0)
        {
            return;
        }

        if (_rows.Count == Most)
        {
            var kept = _rows.Where((_, index) => index % 2 == 0).ToList();
            _rows.Clear();
            _rows.AddRange(kept);
            _stride *= 2;
        }

        var fields = new string[positions.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = positions[i] < 0 ? "" : Encoding.UTF8.GetString(table[positions[i]]);
        }

        _rows.Add(fields);
    }
}
