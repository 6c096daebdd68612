using MathNet.Numerics;
using Mlops.Domain.Training;

namespace Mlops.Domain.Drift;

/// <summary>The confidence interval of a metric of two classes by bootstrap: percentiles of many resamples for few rows; for many, where the metric is as good as normal, the spread of some.</summary>
internal static class BinaryInterval
{
    private const int LargestOfPercentiles = 5000;
    private const int Percentiles = 2000;
    private const int Spread = 200;
    // The same rows must give the same verdict.
    private const int Seed = 20260101;

    public static MetricInterval? Of(string metric, IReadOnlyList<TruthRow> rows, double confidence, double threshold)
    {
        var (labels, probabilities) = (rows.Select(row => row.Actual).ToArray(), rows.Select(row => row.Predicted).ToArray());
        if (BinaryMetrics.Problem(labels, probabilities) is not null)
        {
            return null;
        }

        var sample = new BinarySample(labels, probabilities, threshold);
        var value = sample.Value(metric);
        if (rows.Count <= LargestOfPercentiles)
        {
            var values = Resample(sample, metric, value, Percentiles);
            var tail = (int)((1 - confidence) / 2 * Percentiles);
            Array.Sort(values);
            return new(value, values[tail], values[Percentiles - 1 - tail]);
        }

        var few = Resample(sample, metric, value, Spread);
        var mean = few.Average();
        var half = Math.Sqrt(2) * SpecialFunctions.ErfInv(confidence) * Math.Sqrt(few.Sum(each => (each - mean) * (each - mean)) / (Spread - 1));
        return new(value, value - half, value + half);
    }

    private static double[] Resample(BinarySample sample, string metric, double value, int resamples)
    {
        var random = new Random(Seed);
        var values = new double[resamples];
        var times = new int[sample.Rows];
        for (var i = 0; i < resamples; i++)
        {
            Array.Clear(times);
            for (var row = 0; row < times.Length; row++)
            {
                times[random.Next(times.Length)]++;
            }

            // A resample of one class has no such metric; it says nothing.
            values[i] = sample.Value(metric, times) is var found && double.IsFinite(found) ? found : value;
        }

        return values;
    }
}
