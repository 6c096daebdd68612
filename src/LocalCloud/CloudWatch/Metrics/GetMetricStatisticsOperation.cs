using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudWatch.Expressions;
using LocalCloud.Models;

namespace LocalCloud.CloudWatch.Metrics;

/// <summary>GetMetricStatistics: several statistics of one metric, unit by unit.</summary>
internal sealed class GetMetricStatisticsOperation(MetricStore metrics)
{
    private const int MostDatapoints = 1440;

    public ApiOperation Operation() => new(
        "GetMetricStatistics", (input, _, _) => Task.FromResult(Get(input)), (_, _) => [new("cloudwatch:GetMetricStatistics", "*")]);

    private JsonObject Get(JsonObject input)
    {
        var grid = GridOf(input);
        var (simple, extended) = (Names(input, "Statistics"), Names(input, "ExtendedStatistics"));
        if (simple.Count + extended.Count == 0)
        {
            throw CloudWatchErrors.Missing("At least one of the parameters Statistics and ExtendedStatistics is required.");
        }

        var metric = MetricId.Of(input);
        var datapoints = metrics.Read(metric.Key(), grid.Start, grid.End, input.TextOrNull("Unit"))
            .GroupBy(point => point.Unit, StringComparer.Ordinal)
            .SelectMany(unit => MetricReader.Sets(unit, grid).Select(set => Datapoint(set.Key, unit.Key, set.Value, simple, extended)));
        return new() { ["Label"] = metric.Name, ["Datapoints"] = new JsonArray([.. datapoints]) };
    }

    private static Grid GridOf(JsonObject input)
    {
        var period = Periods.Demand(input["Period"]!.ToInt())!.Value;
        var (start, end) = (Timestamps.Parse(input["StartTime"]!.ToString()), Timestamps.Parse(input["EndTime"]!.ToString()));
        if (start >= end)
        {
            throw CloudWatchErrors.InvalidCombination("The parameter StartTime must be less than the parameter EndTime.");
        }

        var from = start.ToUnixTimeSeconds();
        from -= from % Math.Min(period, 60);
        var to = (long)Math.Ceiling(end.ToUnixTimeMilliseconds() / 1000d);
        var asked = (to - from + period - 1) / period;
        return asked <= MostDatapoints
            ? new(from, to, period)
            : throw CloudWatchErrors.InvalidCombination(
                $"You have requested up to {asked} datapoints, which exceeds the limit of {MostDatapoints}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.");
    }

    private static List<Statistic> Names(JsonObject input, string member) =>
        [.. (input[member] as JsonArray ?? []).Select(name => Statistic.Parse(name!.ToString()))];

    private static JsonObject Datapoint(long time, string unit, StatisticSet set, List<Statistic> simple, List<Statistic> extended)
    {
        var datapoint = new JsonObject { ["Timestamp"] = Timestamps.Iso(DateTimeOffset.FromUnixTimeSeconds(time)), ["Unit"] = unit };
        foreach (var statistic in simple)
        {
            datapoint[statistic.Name] = Number(statistic, set);
        }

        var known = extended.Where(statistic => statistic.Of(set) is not null).ToList();
        if (known.Count > 0)
        {
            datapoint["ExtendedStatistics"] = new JsonObject(known.Select(statistic => KeyValuePair.Create(statistic.Name, Number(statistic, set))));
        }

        return datapoint;
    }

    private static JsonNode? Number(Statistic statistic, StatisticSet set) => statistic.Of(set) is { } value ? JavaText.Node(value) : null;
}
