using Mlops.Domain.Drift;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary>The metrics of a monitoring, each only when it was measured, for the pipeline and once more for the champion's run.</summary>
internal static class MonitorMetrics
{
    // CloudWatch refuses values beyond ±2^360, and all others of the call with them.
    private static readonly double Limit = Math.Pow(2, 360);

    public static IReadOnlyList<MetricDatum> Of(MonitorReport report)
    {
        var measured = Measured(report).Where(metric => metric.Value is { } value && IsAccepted(value)).ToList();
        MetricDimension pipeline = new() { Name = "Pipeline", Value = report.Pipeline }, run = new() { Name = "Run", Value = report.Run };
        return
        [
            .. measured.Select(metric => Datum(metric, [pipeline])),
            .. measured.Select(metric => Datum(metric, [pipeline, run])),
        ];
    }

    /// <summary>What CloudWatch does not get though it was measured, in words; null when it gets everything.</summary>
    public static string? Dropped(MonitorReport report)
    {
        var names = Measured(report).Where(metric => metric.Value is { } value && !IsAccepted(value)).Select(metric => metric.Name).ToList();
        return names.Count == 0 ? null : $"{string.Join(", ", names)}: too large for CloudWatch, which takes numbers below 2^360; no metric is written for it.";
    }

    private static bool IsAccepted(double value) => Math.Abs(value) < Limit;

    private static IEnumerable<(string Name, double? Value, string Unit)> Measured(MonitorReport report)
    {
        var judged = report.Features.Columns.Any(column => column.Status is ColumnStatus.Drifted or ColumnStatus.Stable);
        var quality = report.Quality is { Value: not null } known ? known : null;
        return
        [
            ("Rows", report.Rows, "Count"),
            ("RowsWithTruth", report.RowsWithTruth, "Count"),
            ("DriftedFeatures", judged ? report.Features.DriftedFeatures : null, "Count"),
            ("DriftedFeatureShare", judged ? report.Features.DriftedShare : null, "None"),
            ("PredictionPsi", report.Features.Predictions?.Tests.FirstOrDefault(test => test.Statistic == DriftStatistic.Psi)?.Value, "None"),
            ("Quality", quality?.Value, "None"),
            ("QualityBound", quality is null ? null : MetricDirection.LowerIsBetter(quality.Metric) ? quality.Lower : quality.Upper, "None"),
            ("QualityBaseline", quality?.Reference, "None"),
            ("PositiveShare", report.Classes?.TruthShare, "None"),
            ("ExpectedPositiveShare", report.Classes?.ExpectedShare, "None"),
        ];
    }

    private static MetricDatum Datum((string Name, double? Value, string Unit) metric, IReadOnlyList<MetricDimension> dimensions) =>
        new() { MetricName = metric.Name, Value = metric.Value ?? 0, Unit = metric.Unit, Dimensions = dimensions };
}
