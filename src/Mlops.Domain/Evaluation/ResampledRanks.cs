namespace Mlops.Domain.Evaluation;

/// <summary>AUC and average precision: the rows in the order of falling probabilities, once, and one pass a resample. Rows of one probability count as one step: a tie is half a win.</summary>
internal sealed class ResampledRanks : ResampledMetrics
{
    // The unit and, in the lowest bit, whether the row is positive: one load a row, and no branch that depends on the label.
    private readonly int[] _rows;
    private readonly int[] _ends;

    public ResampledRanks(IReadOnlyList<string> names, ModelSample sample, ResampleUnits units)
        : base(names)
    {
        _rows = new int[sample.Rows];
        var falling = new double[sample.Rows];
        for (var row = 0; row < _rows.Length; row++)
        {
            _rows[row] = (units.OfRow[row] << 1) | (sample.Labels[row] == 1 ? 1 : 0);
            falling[row] = -sample.Predictions[row];
        }

        Array.Sort(falling, _rows);
        _ends = [.. Enumerable.Range(1, falling.Length).Where(end => end == falling.Length || falling[end] != falling[end - 1])];
    }

    public override void Measure(ReadOnlySpan<ushort> times, Span<double> values)
    {
        if (Names.Count == 1)
        {
            values[0] = Auc(times);
        }
        else
        {
            (values[0], values[1]) = Both(times);
        }
    }

    private double Auc(ReadOnlySpan<ushort> times)
    {
        long hits = 0, all = 0, halfWins = 0;
        var i = 0;
        foreach (var end in _ends)
        {
            long positive = 0, step = 0;
            for (; i < end; i++)
            {
                var row = _rows[i];
                int weight = times[row >> 1];
                step += weight;
                positive += weight & -(row & 1);
            }

            halfWins += (step - positive) * ((2 * hits) + positive);
            hits += positive;
            all += step;
        }

        return halfWins / 2.0 / ((double)hits * (all - hits));
    }

    // No branch on the label either: its outcome is a coin's, and a wrong guess costs more than the division.
    private (double Auc, double AveragePrecision) Both(ReadOnlySpan<ushort> times)
    {
        long hits = 0, all = 0, halfWins = 0;
        var precision = 0.0;
        var i = 0;
        foreach (var end in _ends)
        {
            long positive = 0, step = 0;
            for (; i < end; i++)
            {
                var row = _rows[i];
                int weight = times[row >> 1];
                step += weight;
                positive += weight & -(row & 1);
            }

            halfWins += (step - positive) * ((2 * hits) + positive);
            hits += positive;
            all += step;
            precision += (double)positive * hits / Math.Max(all, 1);
        }

        return (halfWins / 2.0 / ((double)hits * (all - hits)), precision / hits);
    }
}
