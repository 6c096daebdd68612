using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Metrics that are the mean of a loss over rows, or the root of one.</summary>
internal sealed class ResampledMeans : ResampledMetrics
{
    private readonly double[] _rows;
    private readonly double[][] _losses;
    private readonly int _root;

    private ResampledMeans(IReadOnlyList<string> names, int units, int root)
        : base(names) => (_rows, _losses, _root) = (new double[units], [.. names.Select(_ => new double[units])], root);

    /// <summary>Brier score and log loss, as scikit-learn bounds it.</summary>
    public static ResampledMeans OfProbabilities(ModelSample sample, ResampleUnits units) =>
        Of([BinaryMetrics.Brier, BinaryMetrics.LogLoss], root: -1, sample, units, static (label, probability) =>
            ((label - probability) * (label - probability), BinarySample.LogLossOf(probability, label == 1)));

    /// <summary>MAE, and RMSE as the root of its mean.</summary>
    public static ResampledMeans OfErrors(ModelSample sample, ResampleUnits units) =>
        Of([RegressionMetrics.Mae, RegressionMetrics.Rmse], root: 1, sample, units, static (label, prediction) =>
            (Math.Abs(prediction - label), (prediction - label) * (prediction - label)));

    public override void Measure(ReadOnlySpan<ushort> times, Span<double> values)
    {
        double rows = 0, first = 0, second = 0;
        var (firsts, seconds) = (_losses[0], _losses[1]);
        for (var unit = 0; unit < times.Length; unit++)
        {
            double weight = times[unit];
            rows += weight * _rows[unit];
            first += weight * firsts[unit];
            second += weight * seconds[unit];
        }

        values[0] = first / rows;
        values[1] = _root == 1 ? Math.Sqrt(second / rows) : second / rows;
    }

    private static ResampledMeans Of(IReadOnlyList<string> names, int root, ModelSample sample, ResampleUnits units, Func<double, double, (double First, double Second)> losses)
    {
        var means = new ResampledMeans(names, units.Count, root);
        for (var row = 0; row < sample.Rows; row++)
        {
            var unit = units.OfRow[row];
            var (first, second) = losses(sample.Labels[row], sample.Predictions[row]);
            means._rows[unit]++;
            means._losses[0][unit] += first;
            means._losses[1][unit] += second;
        }

        return means;
    }
}
