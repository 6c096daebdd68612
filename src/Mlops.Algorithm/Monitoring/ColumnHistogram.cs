using Mlops.Algorithm.Reporting;
using Mlops.Domain.Drift;

namespace Mlops.Algorithm.Monitoring;

/// <summary>Bins for the picture of a column: of equal width for numbers, the most frequent ones for categories. The reference's months weigh what they weighed in the comparison.</summary>
internal sealed class ColumnHistogram
{
    private const int NumberBins = 16;
    private const int MostCategories = 8;
    private const double Tail = 0.005;

    private readonly Func<int, double> _referenceWeight;

    public ColumnHistogram(BaselineProfile reference, BaselineProfile current, bool sameSeason)
    {
        var rows = reference.Months.ToDictionary(month => month.Month, month => (double)month.Rows);
        var wanted = current.MonthWeights();
        _referenceWeight = sameSeason
            ? month => rows.GetValueOrDefault(month) is var count && count > 0 ? wanted.GetValueOrDefault(month) / count : 0
            : _ => 1;
    }

    public Histogram Of(ColumnBaseline reference, ColumnBaseline? current) => (reference.Kind, current?.Kind) switch
    {
        (ProfileKind.Numeric, null or ProfileKind.Numeric) => Numbers(Points(reference, _referenceWeight), current is null ? [] : Points(current, _ => 1)),
        (ProfileKind.Categorical, null or ProfileKind.Categorical) => Categories(Counts(reference, _referenceWeight), current is null ? [] : Counts(current, _ => 1)),
        _ => new Histogram([], [], []),
    };

    private static Histogram Numbers(List<(double Value, double Weight)> then, List<(double Value, double Weight)> now)
    {
        if (then.Count + now.Count == 0)
        {
            return new Histogram([], [], []);
        }

        // A single far value would press all others into one bin: what lies beyond is put into the outermost ones.
        var (low, high) = (Math.Min(Quantile(then, Tail), Quantile(now, Tail)), Math.Max(Quantile(then, 1 - Tail), Quantile(now, 1 - Tail)));
        var distinct = then.Concat(now).Select(point => point.Value).Distinct().Order().Take(NumberBins + 1).ToList();
        if (distinct.Count <= MostCategories)
        {
            return new Histogram([.. distinct.Select(value => Figures.Short(value))], Shares(then, distinct.Count, distinct.IndexOf), Shares(now, distinct.Count, distinct.IndexOf));
        }

        // Not the difference: it overflows when both ends are far from zero.
        var width = (high / NumberBins) - (low / NumberBins);
        int Bin(double value) => width > 0 ? Math.Clamp((int)Math.Floor((value - low) / width), 0, NumberBins - 1) : 0;
        var labels = Enumerable.Range(0, NumberBins).Select(i => i < NumberBins - 1 ? Figures.Short(low + (i * width)) : Figures.Short(high));
        return new Histogram([.. labels], Shares(then, NumberBins, Bin), Shares(now, NumberBins, Bin));
    }

    private static Histogram Categories(Dictionary<string, double> then, Dictionary<string, double> now)
    {
        double before = then.Values.Sum(), after = now.Values.Sum();
        double Share(Dictionary<string, double> counts, double total, string name) => total > 0 ? counts.GetValueOrDefault(name) / total : 0;
        var names = then.Keys.Union(now.Keys)
            .OrderByDescending(name => Math.Max(Share(then, before, name), Share(now, after, name))).ThenBy(name => name, StringComparer.Ordinal).Take(MostCategories).ToList();
        return new Histogram(names, [.. names.Select(name => Share(then, before, name))], [.. names.Select(name => Share(now, after, name))]);
    }

    private static double[] Shares(List<(double Value, double Weight)> points, int bins, Func<double, int> bin)
    {
        var shares = new double[bins];
        var total = points.Sum(point => point.Weight);
        foreach (var (value, weight) in points)
        {
            shares[bin(value)] += weight / total;
        }

        return shares;
    }

    private static List<(double Value, double Weight)> Points(ColumnBaseline column, Func<int, double> weight)
    {
        var points = new List<(double Value, double Weight)>();
        foreach (var month in column.Months.Where(month => month.Numbers is { Count: > 0 } && weight(month.Month) > 0))
        {
            var sketch = month.Numbers!;
            points.AddRange(sketch.Values.Select((value, i) => (value, weight(month.Month) * (sketch.Weights?[i] ?? (double)sketch.Count / sketch.Values.Count))));
        }

        points.Sort();
        return points;
    }

    private static Dictionary<string, double> Counts(ColumnBaseline column, Func<int, double> weight)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var month in column.Months.Where(month => month.Categories is not null))
        {
            foreach (var (name, count) in month.Categories!.Counts)
            {
                counts[name] = counts.GetValueOrDefault(name) + (count * weight(month.Month));
            }
        }

        return counts;
    }

    private static double Quantile(List<(double Value, double Weight)> points, double share)
    {
        var rest = points.Sum(point => point.Weight) * share;
        foreach (var (value, weight) in points)
        {
            rest -= weight;
            if (rest <= 0)
            {
                return value;
            }
        }

        return points.Count > 0 ? points[^1].Value : share < 0.5 ? double.PositiveInfinity : double.NegativeInfinity;
    }
}
