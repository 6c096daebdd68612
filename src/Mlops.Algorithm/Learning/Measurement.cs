using Mlops.Algorithm.Jobs;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Learning;

/// <summary>Measures predictions; a job cannot go on without metrics.</summary>
internal static class Measurement
{
    public static IReadOnlyDictionary<string, double> Of(IReadOnlyList<double> labels, IReadOnlyList<double> predictions, string rows)
    {
        var metrics = new RegressionMetrics();
        for (var i = 0; i < labels.Count; i++)
        {
            metrics.Add(labels[i], predictions[i]);
        }

        return Require(metrics.Result(), rows);
    }

    /// <summary>Of probabilities, and of the classes that the threshold makes of them.</summary>
    public static IReadOnlyDictionary<string, double> OfClasses(IReadOnlyList<double> labels, IReadOnlyList<double> probabilities, double threshold, string rows) =>
        Require(BinaryMetrics.Of(labels, probabilities, threshold), rows);

    private static IReadOnlyDictionary<string, double> Require(MetricsResult result, string rows) => result switch
    {
        MetricsResult.Measured measured => measured.Metrics,
        MetricsResult.Undefined undefined => throw new JobFailedException($"The {rows} rows cannot be measured: {undefined.Reason}"),
        var unknown => throw new InvalidOperationException($"Unknown result {unknown}."),
    };
}
