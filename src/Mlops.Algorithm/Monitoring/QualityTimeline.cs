using System.Globalization;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary>The error over time: by day, by week from Monday, or by month, so that there are few enough points to look at.</summary>
internal static class QualityTimeline
{
    private const int MostPoints = 62;
    private const int DaysOfWeek = 7;

    public static (string Unit, IReadOnlyList<QualityPoint> Points) Of(string metric, IReadOnlyList<JudgedRow> rows)
    {
        if (rows.Count == 0)
        {
            return ("day", []);
        }

        var days = (rows.Max(row => row.Time) - rows.Min(row => row.Time)).TotalDays;
        var (unit, start) = days <= MostPoints ? ("day", Day) : days <= MostPoints * DaysOfWeek ? ("week", Week) : ((string, Func<DateTime, DateTime>))("month", Month);
        var points = rows.GroupBy(row => start(row.Time)).OrderBy(group => group.Key).Select(group => Point(metric, group.Key, group)).OfType<QualityPoint>();
        return (unit, [.. points]);
    }

    // R² of a handful of rows says nothing, so over time it is the mean absolute error that is shown.
    public static string Shown(string metric) => MetricDirection.LowerIsBetter(metric) ? metric : RegressionMetrics.Mae;

    private static QualityPoint? Point(string metric, DateTime start, IEnumerable<JudgedRow> rows)
    {
        var metrics = new RegressionMetrics();
        foreach (var row in rows)
        {
            metrics.Add(row.Truth.Actual, row.Truth.Predicted);
        }

        return metrics.Result() is MetricsResult.Measured measured
            ? new QualityPoint { From = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Rows = metrics.Rows, Value = measured.Metrics[Shown(metric)] }
            : null;
    }

    private static DateTime Day(DateTime time) => time.Date;

    private static DateTime Week(DateTime time) => time.Date.AddDays(-(((int)time.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));

    private static DateTime Month(DateTime time) => new(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}
