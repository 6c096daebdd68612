namespace Mlops.Algorithm.Learning;

/// <summary>Encoded rows, row by row, with the label of each. Missing values are NaN.</summary>
internal sealed class FeatureMatrix(int columns)
{
    private readonly List<double> _labels = [];
    private double[] _values = new double[256 * columns];

    public int Columns => columns;

    public int Rows => _labels.Count;

    public IReadOnlyList<double> Labels => _labels;

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Rows * columns);

    /// <summary>Adds a row of NaN and returns it to be filled.</summary>
    public Span<double> AddRow(double label)
    {
        var start = checked(Rows * columns);
        if (start + columns > _values.Length)
        {
            Array.Resize(ref _values, checked(Math.Max(2 * _values.Length, columns)));
        }

        _labels.Add(label);
        var row = _values.AsSpan(start, columns);
        row.Fill(double.NaN);
        return row;
    }
}
