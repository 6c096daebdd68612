using System.Globalization;

namespace LocalCloud.CloudWatch.Metrics;

/// <summary>One of the five statistics or a percentile (<c>p95</c>, <c>p99.9</c>), by its name.</summary>
internal sealed record Statistic(string Name, double? Percentile)
{
    private static readonly string[] Simple = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];

    public static Statistic Parse(string name)
    {
        if (Simple.Contains(name, StringComparer.Ordinal))
        {
            return new(name, null);
        }

        if (name.StartsWith('p') && double.TryParse(name[1..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile)
            && percentile is >= 0 and <= 100)
        {
            return new(name, percentile);
        }

        throw CloudWatchErrors.InvalidValue(
            $"The value {name} for parameter Stat is not supported. Supported: {string.Join(", ", Simple)} and percentiles from p0 to p100.");
    }

    /// <summary>Null when the values it needs are not known.</summary>
    public double? Of(StatisticSet set) => Name switch
    {
        "SampleCount" => set.SampleCount,
        "Average" => set.SampleCount == 0 ? null : set.Sum / set.SampleCount,
        "Sum" => set.Sum,
        "Minimum" => set.Minimum,
        "Maximum" => set.Maximum,
        _ => set.Values is null ? null : Math.Clamp(Rank(set.Values, Percentile!.Value), set.Minimum, set.Maximum),
    };

    /// <summary>The smallest value that at least the given share of all values does not exceed.</summary>
    private static double Rank(Dictionary<double, double> values, double percentile)
    {
        var needed = values.Values.Sum() * percentile / 100;
        var seen = 0.0;
        var last = 0.0;
        foreach (var (value, count) in values.OrderBy(entry => entry.Key))
        {
            (seen, last) = (seen + count, value);
            // A share such as 0.95 of 20 must not fail by the last bit of a double.
            if (seen >= needed - 1e-9)
            {
                break;
            }
        }

        return last;
    }
}
