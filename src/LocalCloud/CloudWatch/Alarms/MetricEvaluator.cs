using LocalCloud.CloudWatch.Expressions;
using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>What a metric alarm's data say at an instant.</summary>
internal sealed class MetricEvaluator(MetricStore metrics)
{
    private readonly MetricReader _reader = new(metrics);

    /// <summary>The state's value, reason and data; null when the present one stays.</summary>
    public (string Value, string Reason, string Data)? Evaluate(MetricPlan plan, long tick, DateTimeOffset now, string current)
    {
        var grid = plan.GridAt(tick);
        var series = new QueryEvaluator(plan.Queries, (grid.Start, grid.End), _reader.Series).Single(plan.Returned);
        var times = grid.Times().ToList();
        double?[] range = [.. times.Select(time => series.Points.TryGetValue(time, out var value) ? value : (double?)null)];
        var outcome = plan.Test.Decide(range);
        if (outcome.State is not { } state || state == current)
        {
            return null;
        }

        var sets = plan.Returned.Metric is null ? null : _reader.Sets(plan.Returned, grid);
        if (plan.IgnoresLowSamples && outcome.Evaluated.Any(place => IsLow(plan.Returned.Statistic!, sets?.GetValueOrDefault(times[place]))))
        {
            return null;
        }

        var reason = new AlarmReason(plan, outcome, times, range);
        return (state, reason.Words(), reason.Data(now, sets));
    }

    /// <summary>Works the expression out over no data, which shows what it refers to and whether it gives one time series.</summary>
    public static void DemandSingleSeries(MetricPlan plan)
    {
        var grid = plan.GridAt(0);
        new QueryEvaluator(plan.Queries, (grid.Start, grid.End), (_, of) => new(of, [])).Single(plan.Returned);
    }

    /// <summary>The next instant after <paramref name="tick"/> at which the data that are there can say something else.</summary>
    public long? NextChange(MetricPlan plan, long tick)
    {
        var changes = plan.Metrics
            .SelectMany(metric => metrics.Read(metric, plan.GridAt(tick).Start, long.MaxValue, unit: null))
            .Select(point => plan.NextChange(point.Time, tick)).Where(change => change is not null);
        return changes.DefaultIfEmpty(null).Min();
    }

    /// <summary>Too few to mean something: fewer than 10/(1-percentile) above the median, 10/percentile below (PutMetricAlarm).</summary>
    private static bool IsLow(Statistic statistic, StatisticSet? set) =>
        statistic.Percentile is { } percentile && set is not null
        && set.SampleCount < 10 / Math.Max(percentile >= 50 ? 1 - (percentile / 100) : percentile / 100, 1e-9);
}
