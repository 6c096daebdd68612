using Mlops.Algorithm.Transforms;

namespace Mlops.Algorithm.Serving;

/// <summary>The rows of one request while they are read: their features, and what is wrong with them. Rows are counted from 1.</summary>
internal sealed class RowBatch(RowEncoder encoder)
{
    private const int ShownProblems = 10;
    private const int EnoughProblems = 100;

    private readonly List<string> _problems = [];
    private double[] _values = [];
    private int _problemCount;

    public RowEncoder Encoder => encoder;

    public int Rows { get; private set; }

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Rows * encoder.Features);

    public bool IsSound => _problemCount == 0;

    /// <summary>So much is wrong that reading on would only cost time.</summary>
    public bool IsHopeless => _problemCount >= EnoughProblems;

    public void AddRow()
    {
        Rows++;
        if (_values.Length < Rows * encoder.Features)
        {
            Array.Resize(ref _values, Math.Max(_values.Length * 2, Rows * encoder.Features));
        }

        Current.Fill(double.NaN);
    }

    /// <summary>Sets one value of the current row.</summary>
    public void Set(int column, ReadOnlySpan<byte> value)
    {
        if (encoder.Encode(column, value, Current) is { } problem)
        {
            AddProblem($"row {Rows}: column '{encoder.Columns[column].Name}' {problem}");
        }
    }

    public void AddProblem(string problem)
    {
        _problemCount++;
        if (_problems.Count < ShownProblems)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>All problems in one sentence, the first ten in full.</summary>
    public string Describe() =>
        string.Join("; ", _problems) + (_problemCount > _problems.Count ? $"; and {(IsHopeless ? "at least " : "")}{_problemCount - _problems.Count} more" : "");

    private Span<double> Current => _values.AsSpan((Rows - 1) * encoder.Features, encoder.Features);
}
