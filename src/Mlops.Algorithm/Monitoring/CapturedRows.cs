using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Serving;

namespace Mlops.Algorithm.Monitoring;

/// <summary>The rows of one captured request as the text of their values.</summary>
internal sealed class CapturedRows(RequestColumns columns, IReadOnlyList<ColumnKind> kinds) : RequestRows(columns)
{
    private byte[] _bytes = new byte[1024];
    private int _used;
    private (int Start, int Length)[] _values = [];

    public ReadOnlySpan<byte> this[int row, int column] =>
        _values[(row * Columns.Names.Count) + column] is var (start, length) ? _bytes.AsSpan(start, length) : default;

    protected override void StartRow()
    {
        var needed = Rows * Columns.Names.Count;
        if (_values.Length < needed)
        {
            Array.Resize(ref _values, Math.Max(_values.Length * 2, needed));
        }
    }

    protected override string? SetValue(int column, ReadOnlySpan<byte> value)
    {
        if (_bytes.Length < _used + value.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + value.Length));
        }

        value.CopyTo(_bytes.AsSpan(_used));
        _values[((Rows - 1) * Columns.Names.Count) + column] = (_used, value.Length);
        _used += value.Length;
        return kinds[column] switch
        {
            ColumnKind.Numeric => CsvValue.IsMissingNumber(value) || CsvValue.TryParseNumber(value, out _) ? null : ValueProblem.NotANumber(value),
            ColumnKind.Time => EventTime.TryParse(value, out _) ? null : ValueProblem.NotATime(value),
            _ => null,
        };
    }
}
