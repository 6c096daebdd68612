namespace LocalCloud.CloudWatch.Metrics;

/// <summary>Values put together: what every statistic but the percentiles needs, and for those the values themselves.</summary>
internal sealed record StatisticSet(double SampleCount, double Sum, double Minimum, double Maximum)
{
    /// <summary>How often each value occurred; null when only a summary was published, which has no percentiles.</summary>
    public Dictionary<double, double>? Values { get; init; }

    public static StatisticSet Of(double value, double count = 1) =>
        new(count, value * count, value, value) { Values = new() { [value] = count } };

    public StatisticSet And(StatisticSet other) =>
        new(SampleCount + other.SampleCount, Sum + other.Sum, Math.Min(Minimum, other.Minimum), Math.Max(Maximum, other.Maximum))
        {
            Values = Values is null || other.Values is null ? null : Together(Values, other.Values),
        };

    private static Dictionary<double, double> Together(Dictionary<double, double> left, Dictionary<double, double> right)
    {
        var all = new Dictionary<double, double>(left);
        foreach (var (value, count) in right)
        {
            all[value] = all.GetValueOrDefault(value) + count;
        }

        return all;
    }
}
