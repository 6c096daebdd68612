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

        return metrics.Result() switch
        {
            MetricsResult.Measured measured => measured.Metrics,
            MetricsResult.Undefined undefined => throw new JobFailedException($"The {rows} rows cannot be measured: {undefined.Reason}"),
            var unknown => throw new InvalidOperationException($"Unknown result {unknown}."),
        };
    }
}
