namespace Mlops.Domain.Drift;

/// <summary>One column of one side, its months put together with their weights.</summary>
internal sealed class ColumnSample
{
    private readonly IReadOnlyList<(ColumnMonth Values, double Factor)> _months;

    private ColumnSample(ColumnBaseline column, IReadOnlyList<(ColumnMonth Values, double Factor)> months)
    {
        _months = months;
        Column = column;
        Rows = SeasonReference.Effective(months.Select(month => (month.Factor, month.Values.Count + month.Values.Missing)));
        Present = SeasonReference.Effective(months.Select(month => (month.Factor, month.Values.Count)));
        var all = months.Sum(month => month.Factor * (month.Values.Count + month.Values.Missing));
        MissingShare = all > 0 ? months.Sum(month => month.Factor * month.Values.Missing) / all : 0;
        Numbers = WeightedPoints.Merge([.. months.Where(month => month.Values.Numbers is not null).Select(month => WeightedPoints.Of(month.Values.Numbers!, month.Factor))]);
        (Mean, StandardDeviation) = Spread();
    }

    public ColumnBaseline Column { get; }

    /// <summary>Effective rows, missing values included.</summary>
    public double Rows { get; }

    /// <summary>Effective rows that have a value.</summary>
    public double Present { get; }

    public double MissingShare { get; }

    public WeightedPoints Numbers { get; }

    public double Mean { get; }

    public double StandardDeviation { get; }

    public static ColumnSample Of(ColumnBaseline column, Func<int, double> factor) =>
        new(column, [.. column.Months.Select(month => (month, factor(month.Month))).Where(month => month.Item2 > 0)]);

    /// <summary>Effective rows by category; those that were not kept by name are apart.</summary>
    public (Dictionary<string, double> Counts, double Other) Categories()
    {
        Dictionary<string, double> counts = new(StringComparer.Ordinal);
        double other = 0, total = 0;
        foreach (var (values, factor) in _months)
        {
            foreach (var (category, count) in values.Categories!.Counts)
            {
                counts[category] = counts.GetValueOrDefault(category) + (factor * count);
            }

            other += factor * values.Categories.Other;
            total += factor * values.Count;
        }

        var scale = total > 0 ? Present / total : 0;
        return (counts.ToDictionary(entry => entry.Key, entry => entry.Value * scale, StringComparer.Ordinal), other * scale);
    }

    private (double Mean, double StandardDeviation) Spread()
    {
        double total = 0, mean = 0, squares = 0;
        foreach (var (values, factor) in _months)
        {
            total += factor * values.Count;
            mean += factor * values.Count * (values.Numbers?.Mean ?? 0);
        }

        mean = total > 0 ? mean / total : 0;
        foreach (var (values, factor) in _months.Where(month => month.Values.Numbers is not null))
        {
            var apart = values.Numbers!.Mean - mean;
            squares += factor * (values.Numbers.M2 + (values.Count * apart * apart));
        }

        return (mean, total > 0 ? Math.Sqrt(squares / total) : 0);
    }
}
