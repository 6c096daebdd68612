namespace LocalCloud.CloudWatch.Metrics;

/// <summary>Values put together: what every statistic but the percentiles needs, and for those the values themselves.</summary>
internal sealed record StatisticSet(double SampleCount, double Sum, double Minimum, double Maximum)
{
    private const int MostValues = 300;

    private static readonly double BinWidth = Math.Log(1.01);

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

        return all.Count <= MostValues ? all : Binned(all);
    }

    /// <summary>
    /// Values that are one percent apart at most become one: a metric of a burst, each of whose values is its own, stays
    /// small, and its percentiles right to half a percent.
    /// </summary>
    private static Dictionary<double, double> Binned(Dictionary<double, double> values) => values
        .GroupBy(entry => Bin(entry.Key), entry => entry.Value)
        .ToDictionary(bin => bin.Key, bin => bin.Sum());

    private static double Bin(double value) =>
        value == 0 ? 0 : Math.CopySign(Math.Exp(Math.Round(Math.Log(Math.Abs(value)) / BinWidth) * BinWidth), value);
}
