namespace Mlops.Domain.Drift;

/// <summary>One column's values, by calendar month.</summary>
public sealed record ColumnBaseline
{
    public required string Name { get; init; }

    public required ProfileKind Kind { get; init; }

    public required IReadOnlyList<ColumnMonth> Months { get; init; }

    /// <summary>The same column of two profiles as one.</summary>
    public static ColumnBaseline Merge(ColumnBaseline left, ColumnBaseline right)
    {
        if (left.Kind != right.Kind)
        {
            throw new ArgumentException($"Column '{left.Name}' is {left.Kind} in one profile and {right.Kind} in the other.", nameof(right));
        }

        var months = left.Months.Concat(right.Months).GroupBy(month => month.Month).OrderBy(same => same.Key);
        return left with { Months = [.. months.Select(same => same.Aggregate(ColumnMonth.Merge))] };
    }
}

/// <summary>One column's values in one calendar month (0: no time). Numeric columns have <see cref="Numbers"/>, the others <see cref="Categories"/>.</summary>
public sealed record ColumnMonth
{
    public required int Month { get; init; }

    /// <summary>Rows that have a value.</summary>
    public required long Count { get; init; }

    public required long Missing { get; init; }

    public QuantileSketch? Numbers { get; init; }

    public CategoryCounts? Categories { get; init; }

    public static ColumnMonth Merge(ColumnMonth left, ColumnMonth right) => left with
    {
        Count = left.Count + right.Count,
        Missing = left.Missing + right.Missing,
        Numbers = left.Numbers is { } numbers && right.Numbers is { } others ? QuantileSketch.Merge([numbers, others]) : left.Numbers ?? right.Numbers,
        Categories = left.Categories is { } categories && right.Categories is { } counts ? CategoryCounts.Merge([categories, counts]) : left.Categories ?? right.Categories,
    };
}
