using System.Buffers;
using Mlops.Algorithm.Scoring;
using Mlops.Algorithm.Transforms;

namespace Mlops.Algorithm.Serving;

/// <summary>The rows of one request, scored while they are read: only a block of them is kept as features, however many there are.</summary>
internal sealed class RowBatch(Scorer scorer) : RequestRows(scorer.Encoder.Raw), IDisposable
{
    private const int BlockRows = 4 * FeatureKeys.Lanes;

    private readonly RowEncoder _encoder = scorer.Encoder;
    private readonly int _features = scorer.Encoder.Features;
    private readonly double[] _block = ArrayPool<double>.Shared.Rent(BlockRows * scorer.Encoder.Features);
    private double[] _predictions = ArrayPool<double>.Shared.Rent(BlockRows);
    private int _scored;
    private int _start;

    /// <summary>A prediction per row; only once all are read, and none was wrong.</summary>
    public ReadOnlySpan<double> Predict()
    {
        ScoreBlock(Rows);
        return _predictions.AsSpan(0, Rows);
    }

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_block);
        ArrayPool<double>.Shared.Return(_predictions);
    }

    protected override void StartRow()
    {
        if (Rows - 1 - _scored == BlockRows)
        {
            ScoreBlock(Rows - 1);
        }

        _start = (Rows - 1 - _scored) * _features;
        Current.Fill(double.NaN);
    }

    protected override string? SetValue(int column, ReadOnlySpan<byte> value) => _encoder.Encode(column, value, Current);

    private Span<double> Current => _block.AsSpan(_start, _features);

    private void ScoreBlock(int rows)
    {
        if (IsSound)
        {
            Reserve(rows);
            scorer.Predict(_block.AsSpan(0, (rows - _scored) * _features), _predictions.AsSpan(_scored, rows - _scored));
        }

        _scored = rows;
    }

    private void Reserve(int rows)
    {
        if (rows > _predictions.Length)
        {
            var larger = ArrayPool<double>.Shared.Rent(Math.Max(rows, 2 * _predictions.Length));
            _predictions.AsSpan(0, _scored).CopyTo(larger);
            ArrayPool<double>.Shared.Return(_predictions);
            _predictions = larger;
        }
    }
}
