using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.Tests.CloudWatch;

public sealed class StatisticSetTests
{
    [Fact]
    public void And_OfManyValues_StaysSmallAndKeepsItsStatistics()
    {
        var set = Enumerable.Range(1, 10_000).Select(value => StatisticSet.Of(value / 100.0)).Aggregate((left, right) => left.And(right));

        Assert.InRange(set.Values!.Count, 1, 1000);
        Assert.Equal((10_000, 0.01, 100), (set.SampleCount, set.Minimum, set.Maximum));
        Assert.Equal(500_050, set.Sum, 3);
        Assert.InRange(Statistic.Parse("p50").Of(set)!.Value, 49.5, 50.5);
        Assert.InRange(Statistic.Parse("p99").Of(set)!.Value, 98, 100);
        Assert.Equal(100, Statistic.Parse("p100").Of(set));
    }

    [Fact]
    public void And_OfFewValues_KeepsThem() =>
        Assert.Equal([1, 1.001], StatisticSet.Of(1).And(StatisticSet.Of(1.001)).Values!.Keys);
}
