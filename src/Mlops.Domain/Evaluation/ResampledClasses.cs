using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Metrics of the classes that a threshold makes: four counts per unit.</summary>
internal sealed class ResampledClasses : ResampledMetrics
{
    private static readonly string[] Metrics =
        [BinaryMetrics.Accuracy, BinaryMetrics.BalancedAccuracy, BinaryMetrics.Precision, BinaryMetrics.Recall, BinaryMetrics.F1, BinaryMetrics.Mcc];

    private readonly int[] _counts;

    public ResampledClasses(ModelSample sample, double threshold, ResampleUnits units)
        : base(Metrics)
    {
        _counts = new int[4 * units.Count];
        for (var row = 0; row < sample.Rows; row++)
        {
            _counts[(4 * units.OfRow[row]) + (sample.Predictions[row] >= threshold ? 0 : 2) + (sample.Labels[row] == 1 ? 0 : 1)]++;
        }
    }

    public override void Measure(ReadOnlySpan<ushort> times, Span<double> values)
    {
        long truePositive = 0, falsePositive = 0, falseNegative = 0, trueNegative = 0;
        for (var unit = 0; unit < times.Length; unit++)
        {
            long weight = times[unit];
            truePositive += weight * _counts[4 * unit];
            falsePositive += weight * _counts[(4 * unit) + 1];
            falseNegative += weight * _counts[(4 * unit) + 2];
            trueNegative += weight * _counts[(4 * unit) + 3];
        }

        var matrix = new ConfusionMatrix(truePositive, falsePositive, falseNegative, trueNegative);
        for (var i = 0; i < Metrics.Length; i++)
        {
            values[i] = matrix.Value(Metrics[i]);
        }
    }
}
