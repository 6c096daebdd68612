using System.Text.Json.Nodes;
using LocalCloud.Models;

namespace LocalCloud.CloudWatch.Metrics;

/// <summary>Reads one datum of PutMetricData and refuses what CloudWatch refuses of it.</summary>
internal static class DatumReader
{
    private const int MostValues = 150;

    private static readonly TimeSpan OldestAllowed = TimeSpan.FromDays(14);
    private static readonly TimeSpan NewestAllowed = TimeSpan.FromHours(2);

    // The documented range of values: -2^360 to 2^360.
    private static readonly double Largest = Math.Pow(2, 360);

    public static MetricPoint Read(JsonObject datum, int position, DateTimeOffset now)
    {
        var name = $"MetricData.member.{position}";
        DemandDimensions(datum, name);
        var resolution = datum["StorageResolution"]?.ToInt() ?? 60;
        if (resolution is not (1 or 60))
        {
            throw CloudWatchErrors.InvalidValue($"The value {resolution} for parameter {name}.StorageResolution is invalid: it is 1 or 60.");
        }

        var seconds = Time(datum, name, now).ToUnixTimeSeconds();
        return new(seconds - (seconds % resolution), datum["Unit"]?.ToString() ?? "None", Set(datum, name));
    }

    private static DateTimeOffset Time(JsonObject datum, string name, DateTimeOffset now)
    {
        var given = datum["Timestamp"] is { } text ? Timestamps.Parse(text.ToString()) : now;
        if (given < now - OldestAllowed)
        {
            throw CloudWatchErrors.InvalidValue($"The parameter {name}.Timestamp must specify a time no more than two weeks in the past.");
        }

        return given <= now + NewestAllowed
            ? given
            : throw CloudWatchErrors.InvalidValue($"The parameter {name}.Timestamp must specify a time no more than two hours in the future.");
    }

    private static void DemandDimensions(JsonObject datum, string name)
    {
        var names = (datum["Dimensions"] as JsonArray ?? []).Select(dimension => dimension!["Name"]!.ToString()).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw CloudWatchErrors.InvalidValue($"The parameter {name}.Dimensions has a name more than once.");
        }
    }

    private static StatisticSet Set(JsonObject datum, string name)
    {
        string[] given = [.. new[] { "Value", "StatisticValues", "Values" }.Where(member => datum[member] is not null)];
        if (given.Length > 1)
        {
            throw CloudWatchErrors.InvalidCombination(
                $"The parameters {name}.{given[0]} and {name}.{given[1]} are mutually exclusive and you have specified both.");
        }

        return given switch
        {
            ["Value"] => StatisticSet.Of(Number(datum["Value"]!, $"{name}.Value")),
            ["StatisticValues"] => Summary(datum["StatisticValues"]!.AsObject(), $"{name}.StatisticValues"),
            ["Values"] => Several(datum, name),
            _ => throw CloudWatchErrors.Missing($"The parameter {name}.Value is required."),
        };
    }

    private static StatisticSet Summary(JsonObject summary, string name)
    {
        double Member(string member) => Number(summary[member]!, $"{name}.{member}");

        var set = new StatisticSet(Member("SampleCount"), Member("Sum"), Member("Minimum"), Member("Maximum"));
        if (set.SampleCount <= 0)
        {
            throw CloudWatchErrors.InvalidValue($"The parameter {name}.SampleCount must be greater than 0.");
        }

        if (set.Minimum > set.Maximum)
        {
            throw CloudWatchErrors.InvalidCombination($"The parameter {name}.Minimum must be less than or equal to {name}.Maximum.");
        }

        // With one value, or equal ones, nothing was lost.
        return set.Minimum == set.Maximum ? set with { Values = new() { [set.Minimum] = set.SampleCount } } : set;
    }

    private static StatisticSet Several(JsonObject datum, string name)
    {
        var values = datum["Values"]!.AsArray();
        var counts = datum["Counts"] as JsonArray;
        if (values.Count is 0 or > MostValues)
        {
            throw CloudWatchErrors.InvalidValue($"The collection {name}.Values must have 1 to {MostValues} values.");
        }

        if (counts is not null && counts.Count != values.Count)
        {
            throw CloudWatchErrors.InvalidValue($"The parameters {name}.Values and {name}.Counts must be of the same size.");
        }

        return values
            .Select((value, index) => StatisticSet.Of(
                Number(value!, $"{name}.Values.member.{index + 1}"), counts is null ? 1 : Count(counts[index]!, $"{name}.Counts.member.{index + 1}")))
            .Aggregate((left, right) => left.And(right));
    }

    private static double Count(JsonNode node, string name)
    {
        var count = Number(node, name);
        return count >= 0 ? count : throw CloudWatchErrors.InvalidValue($"The value {node} for parameter {name} is invalid.");
    }

    private static double Number(JsonNode node, string name)
    {
        var value = node.GetValueKind() == System.Text.Json.JsonValueKind.Number ? node.ToDouble() : double.NaN;
        return Math.Abs(value) <= Largest ? value : throw CloudWatchErrors.InvalidValue($"The value {node} for parameter {name} is invalid.");
    }
}
