using Mlops.Algorithm.Transforms;

namespace Mlops.Algorithm.Serving;

/// <summary>The rows of one request as features.</summary>
internal sealed class RowBatch(RowEncoder encoder) : RequestRows(encoder.Raw)
{
    private double[] _values = [];

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Rows * encoder.Features);

    private Span<double> Current => _values.AsSpan((Rows - 1) * encoder.Features, encoder.Features);

    protected override void StartRow()
    {
        if (_values.Length < Rows * encoder.Features)
        {
            Array.Resize(ref _values, Math.Max(_values.Length * 2, Rows * encoder.Features));
        }

        Current.Fill(double.NaN);
    }

    protected override string? SetValue(int column, ReadOnlySpan<byte> value) => encoder.Encode(column, value, Current);
}
