using System.Buffers;
using Mlops.Algorithm.Scoring;

namespace Mlops.Algorithm.Serving;

/// <summary>The rows of one request, scored while they are read: only a block of them is kept as features, however many there are.</summary>
internal sealed class RowBatch(Scorer scorer) : RequestRows(scorer.Encoder.Raw), IDisposable
{
    private const int BlockRows = 4 * FeatureKeys.Lanes;

    private readonly double[] _block = ArrayPool<double>.Shared.Rent(BlockRows * scorer.Encoder.Features);
    private double[] _predictions = ArrayPool<double>.Shared.Rent(BlockRows);
    private int _scored;

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

        Current.Fill(double.NaN);
    }

    protected override string? SetValue(int column, ReadOnlySpan<byte> value) => scorer.Encoder.Encode(column, value, Current);

    private Span<double> Current => _block.AsSpan((Rows - 1 - _scored) * scorer.Encoder.Features, scorer.Encoder.Features);

    private void ScoreBlock(int rows)
    {
        if (IsSound)
        {
            Reserve(rows);
            scorer.Predict(_block.AsSpan(0, (rows - _scored) * scorer.Encoder.Features), _predictions.AsSpan(_scored, rows - _scored));
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
