using System.Text;
using Mlops.Algorithm.Contracts;
using Mlops.Algorithm.Csv;
using Mlops.Domain.Contracts;

namespace Mlops.Algorithm.Profiling;

/// <summary>A few whole rows from all over the data: every n-th, where n doubles whenever there are too many.</summary>
internal sealed class RowSamples
{
    // More than are answered: some may hold values that are mistakes.
    private const int Most = 64;
    private const int MostAnswered = 10;

    private readonly List<IReadOnlyList<string>> _rows = [];
    private long _stride = 1;
    private long _row;

    /// <summary>Those whose values are missing or of their column's type: what a model of such data can be asked.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Fitting(IReadOnlyList<ColumnType> types)
    {
        var fitting = _rows.Where(row => row.Index().All(field => Fits(types[field.Index], Encoding.UTF8.GetBytes(field.Item)))).ToList();
        return [.. Enumerable.Range(0, Math.Min(MostAnswered, fitting.Count)).Select(i => fitting[i * fitting.Count / Math.Min(MostAnswered, fitting.Count)])];
    }

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

    private static bool Fits(ColumnType type, byte[] value) => CellReader.Read(type, value) is { IsMissing: true } or { IsOfType: true };
}
