using LocalCloud.CloudWatch.Expressions;

namespace LocalCloud.CloudWatch.Metrics;

/// <summary>A metric's data put together by period.</summary>
internal sealed class MetricReader(MetricStore metrics)
{
    /// <summary>The statistic at each time of the grid that has data.</summary>
    public MathValue.Series Series(MetricQuery query, Grid grid)
    {
        var values = Sets(query, grid).Select(set => (set.Key, Value: query.Statistic!.Of(set.Value)))
            .Where(point => point.Value is not null).Select(point => KeyValuePair.Create(point.Key, point.Value!.Value));
        return new MathValue.Series(grid, MathValue.Series.Finite(values));
    }

    public IReadOnlyDictionary<long, StatisticSet> Sets(MetricQuery query, Grid grid) =>
        Sets(metrics.Read(query.Metric!.Key(), grid.Start, grid.End, query.Unit), grid);

    public static IReadOnlyDictionary<long, StatisticSet> Sets(IEnumerable<MetricPoint> points, Grid grid)
    {
        var sets = new SortedDictionary<long, StatisticSet>();
        foreach (var point in points)
        {
            var time = grid.Start + ((point.Time - grid.Start) / grid.Period * grid.Period);
            sets[time] = sets.TryGetValue(time, out var there) ? there.And(point.Set) : point.Set;
        }

        return sets;
    }
}
