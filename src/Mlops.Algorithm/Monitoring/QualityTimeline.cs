using System.Globalization;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary>The error over time: by day, by week from Monday, or by month, so that there are few enough points to look at.</summary>
internal sealed record QualityTimeline
{
    private const int MostPoints = 62;
    private const int DaysOfWeek = 7;

    /// <summary>R² of a handful of rows says nothing, so in its place it is the mean absolute error over time.</summary>
    public required string Metric { get; init; }

    /// <summary><c>day</c>, <c>week</c> or <c>month</c>.</summary>
    public required string Unit { get; init; }

    public required IReadOnlyList<QualityPoint> Points { get; init; }

    public static QualityTimeline Of(string metric, IReadOnlyList<JudgedRow> rows, double threshold = 0.5)
    {
        if (rows.Count == 0)
        {
            return new() { Metric = Shown(metric), Unit = "day", Points = [] };
        }

        var days = (rows.Max(row => row.Time) - rows.Min(row => row.Time)).TotalDays;
        var (unit, start) = days <= MostPoints ? ("day", Day) : days <= MostPoints * DaysOfWeek ? ("week", Week) : ((string, Func<DateTime, DateTime>))("month", Month);
        var points = rows.GroupBy(row => start(row.Time)).OrderBy(group => group.Key).Select(group => Point(Shown(metric), group.Key, [.. group], threshold)).OfType<QualityPoint>();
        return new() { Metric = Shown(metric), Unit = unit, Points = [.. points] };
    }

    private static string Shown(string metric) => metric == RegressionMetrics.R2 ? RegressionMetrics.Mae : metric;

    // A time without rows of both classes has no point.
    private static QualityPoint? Point(string metric, DateTime start, IReadOnlyList<JudgedRow> rows, double threshold) =>
        Measure(metric, rows, threshold) is MetricsResult.Measured measured
            ? new QualityPoint { From = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Rows = rows.Count, Value = measured.Metrics[metric] }
            : null;

    private static MetricsResult Measure(string metric, IReadOnlyList<JudgedRow> rows, double threshold)
    {
        if (BinaryMetrics.Names.Contains(metric))
        {
            return BinaryMetrics.Of([.. rows.Select(row => row.Truth.Actual)], [.. rows.Select(row => row.Truth.Predicted)], threshold);
        }

        var metrics = new RegressionMetrics();
        foreach (var row in rows)
        {
            metrics.Add(row.Truth.Actual, row.Truth.Predicted);
        }

        return metrics.Result();
    }

    private static DateTime Day(DateTime time) => time.Date;

    private static DateTime Week(DateTime time) => time.Date.AddDays(-(((int)time.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));

    private static DateTime Month(DateTime time) => new(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}
