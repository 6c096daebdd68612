using MathNet.Numerics;
using Mlops.Domain.Training;

namespace Mlops.Domain.Drift;

/// <summary>A metric with its confidence interval: by bootstrap for few rows, by the normal theory of the metric's influence function for many.</summary>
public readonly record struct MetricInterval(double Value, double Lower, double Upper)
{
    private const int LargestBootstrap = 5000;
    private const int Resamples = 2000;
    // The same rows must give the same verdict.
    private const int Seed = 20260101;

    private bool IsFinite => double.IsFinite(Lower) && double.IsFinite(Upper);

    /// <summary>Null when the metric or its interval is not defined for these rows.</summary>
    public static MetricInterval? Of(string metric, IReadOnlyList<TruthRow> rows, double confidence, double threshold = 0.5)
    {
        if (BinaryMetrics.Names.Contains(metric))
        {
            return BinaryInterval.Of(metric, rows, confidence, threshold);
        }

        if (Measure(metric, rows) is not { } value)
        {
            return null;
        }

        var interval = rows.Count <= LargestBootstrap ? Bootstrap(metric, rows, value, confidence) : Normal(metric, rows, value, confidence);
        return interval.IsFinite ? interval : null;
    }

    internal static MetricInterval Bootstrap(string metric, IReadOnlyList<TruthRow> rows, double value, double confidence)
    {
        var random = new Random(Seed);
        var values = new double[Resamples];
        var resample = new TruthRow[rows.Count];
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < resample.Length; j++)
            {
                resample[j] = rows[random.Next(rows.Count)];
            }

            values[i] = Measure(metric, resample) ?? value;
        }

        Array.Sort(values);
        var tail = (1 - confidence) / 2;
        return new(value, values[(int)(tail * Resamples)], values[Resamples - 1 - (int)(tail * Resamples)]);
    }

    internal static MetricInterval Normal(string metric, IReadOnlyList<TruthRow> rows, double value, double confidence)
    {
        var mean = rows.Average(row => row.Actual);
        var variance = rows.Average(row => (row.Actual - mean) * (row.Actual - mean));
        var influence = rows.Average(row => Math.Pow(Influence(metric, row, value, mean, variance), 2));
        var half = Math.Sqrt(2) * SpecialFunctions.ErfInv(confidence) * Math.Sqrt(influence / rows.Count);
        return new(value, value - half, value + half);
    }

    private static double Influence(string metric, TruthRow row, double value, double mean, double variance)
    {
        var error = row.Predicted - row.Actual;
        return metric switch
        {
            RegressionMetrics.Mae => Math.Abs(error) - value,
            RegressionMetrics.Rmse => value > 0 ? ((error * error) - (value * value)) / (2 * value) : 0,
            _ => variance > 0 ? (((1 - value) * (row.Actual - mean) * (row.Actual - mean)) - (error * error)) / variance : 0,
        };
    }

    private static double? Measure(string metric, IReadOnlyList<TruthRow> rows)
    {
        var metrics = new RegressionMetrics();
        for (var i = 0; i < rows.Count; i++)
        {
            metrics.Add(rows[i].Actual, rows[i].Predicted);
        }

        return metrics.Result() is MetricsResult.Measured measured ? measured.Metrics[metric] : null;
    }
}
