using System.Text.Json.Nodes;
using LocalCloud.CloudWatch.Expressions;
using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>A metric alarm's configuration made ready to be evaluated.</summary>
internal sealed record MetricPlan(AlarmTest Test, IReadOnlyList<MetricQuery> Queries, int Period)
{
    private const int Minute = 60;
    private const int Hour = 3600;

    /// <summary>A percentile of few values changes nothing.</summary>
    public bool IgnoresLowSamples { get; init; }

    public MetricQuery Returned => Queries.Single(query => query.ReturnData);

    public IReadOnlySet<string> Metrics { get; } =
        Queries.Where(query => query.Metric is not null).Select(query => query.Metric!.Key()).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Seconds between evaluations: windows slide from one to the next. An alarm that looks back more than a day is evaluated
    /// every hour, one with a period below a minute every ten seconds, every other one every minute.
    /// </summary>
    public int Step => Period < Minute ? 10 : Period * Test.EvaluationPeriods > Periods.Day ? Hour : Minute;

    public static MetricPlan Of(JsonObject configuration, string account)
    {
        var queries = configuration[nameof(Metrics)] is JsonArray metrics ? MetricQuery.All(metrics, account) : [Single(configuration)];
        var periods = configuration.IntOrNull("EvaluationPeriods")!.Value;
        var test = new AlarmTest(
            periods,
            configuration.IntOrNull("DatapointsToAlarm") ?? periods,
            Comparison.Parse(configuration["ComparisonOperator"]!.ToString()),
            configuration["Threshold"]!.ToDouble(),
            configuration.TextOrNull("TreatMissingData") ?? "missing");
        return new(test, queries, queries.Where(query => query.Metric is not null).Max(query => query.Period!.Value))
        {
            IgnoresLowSamples = configuration.TextOrNull("EvaluateLowSampleCountPercentile") == "ignore",
        };
    }

    /// <summary>The first instant after <paramref name="now"/> that the alarm is evaluated at.</summary>
    public long TickAfter(long now) => (now / Step * Step) + Step;

    /// <summary>
    /// The first evaluation after <paramref name="tick"/> at which a datum of time <paramref name="time"/> is in another window
    /// than before, or in none; null when it has left them all.
    /// </summary>
    public long? NextChange(long time, long tick)
    {
        for (var window = Math.Max(0, ((tick - time) / Period) - 1); window <= Test.Range; window++)
        {
            var change = TickAfter(time + (window * Period));
            if (change > tick)
            {
                return change;
            }
        }

        return null;
    }

    public Grid GridAt(long tick) => new(tick - ((long)Test.Range * Period), tick, Period);

    private static MetricQuery Single(JsonObject configuration) => new("m")
    {
        Metric = MetricId.Of(configuration),
        Statistic = Statistic.Parse((configuration.TextOrNull("Statistic") ?? configuration.TextOrNull("ExtendedStatistic"))!),
        Unit = configuration.TextOrNull("Unit"),
        Period = Periods.Demand(configuration.IntOrNull(nameof(Period))),
    };
}
