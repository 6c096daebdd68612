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

    public static QualityTimeline Of(string metric, IReadOnlyList<JudgedRow> rows)
    {
        if (rows.Count == 0)
        {
            return new() { Metric = Shown(metric), Unit = "day", Points = [] };
        }

        var days = (rows.Max(row => row.Time) - rows.Min(row => row.Time)).TotalDays;
        var (unit, start) = days <= MostPoints ? ("day", Day) : days <= MostPoints * DaysOfWeek ? ("week", Week) : ((string, Func<DateTime, DateTime>))("month", Month);
        var points = rows.GroupBy(row => start(row.Time)).OrderBy(group => group.Key).Select(group => Point(Shown(metric), group.Key, group)).OfType<QualityPoint>();
        return new() { Metric = Shown(metric), Unit = unit, Points = [.. points] };
    }

    private static string Shown(string metric) => MetricDirection.LowerIsBetter(metric) ? metric : RegressionMetrics.Mae;

    private static QualityPoint? Point(string metric, DateTime start, IEnumerable<JudgedRow> rows)
    {
        var metrics = new RegressionMetrics();
        foreach (var row in rows)
        {
            metrics.Add(row.Truth.Actual, row.Truth.Predicted);
        }

        return metrics.Result() is MetricsResult.Measured measured
            ? new QualityPoint { From = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Rows = metrics.Rows, Value = measured.Metrics[metric] }
            : null;
    }

    private static DateTime Day(DateTime time) => time.Date;

    private static DateTime Week(DateTime time) => time.Date.AddDays(-(((int)time.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));

    private static DateTime Month(DateTime time) => new(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}
