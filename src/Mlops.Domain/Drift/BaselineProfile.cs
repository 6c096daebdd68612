namespace Mlops.Domain.Drift;

/// <summary><c>baseline.json</c>: what rows looked like, per column and calendar month. The training window and the requests of an endpoint are profiled alike.</summary>
public sealed record BaselineProfile
{
    public required long Rows { get; init; }

    /// <summary>The earliest event time; null without a time column.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Rows by calendar month (1-12), month 0 for rows without a time.</summary>
    public required IReadOnlyList<MonthRows> Months { get; init; }

    /// <summary>The features, in the order of the raw data.</summary>
    public required IReadOnlyList<ColumnBaseline> Columns { get; init; }

    /// <summary>The labels of these rows: what predictions are compared with when there are no <see cref="Predictions"/>.</summary>
    public ColumnBaseline? Label { get; init; }

    /// <summary>A model's predictions for these rows.</summary>
    public ColumnBaseline? Predictions { get; init; }

    /// <summary>Rows of each month, as <see cref="Season"/> takes them.</summary>
    public IReadOnlyDictionary<int, double> MonthWeights() => Months.ToDictionary(month => month.Month, month => (double)month.Rows);

    /// <summary>These rows weighted so that their months are mixed as <paramref name="weights"/> says; all rows, with the reason, when a month of it is not among them.</summary>
    public SeasonReference Season(IReadOnlyDictionary<int, double> weights, int minimumRows = 1) => SeasonReference.Of(this, weights, minimumRows);

    /// <summary>Both together. Columns are matched by name; one that is only in one of them is kept as it is.</summary>
    public static BaselineProfile Merge(BaselineProfile left, BaselineProfile right) => new()
    {
        Rows = left.Rows + right.Rows,
        From = left.From is { } from && right.From is { } other ? (from < other ? from : other) : left.From ?? right.From,
        To = left.To is { } to && right.To is { } last ? (to > last ? to : last) : left.To ?? right.To,
        Months = [.. left.Months.Concat(right.Months).GroupBy(month => month.Month).OrderBy(group => group.Key)
            .Select(group => new MonthRows(group.Key, group.Sum(month => month.Rows)))],
        Columns = [.. left.Columns.Concat(right.Columns).GroupBy(column => column.Name, StringComparer.Ordinal).Select(same => same.Aggregate(ColumnBaseline.Merge))],
        Label = Merge(left.Label, right.Label),
        Predictions = Merge(left.Predictions, right.Predictions),
    };

    private static ColumnBaseline? Merge(ColumnBaseline? left, ColumnBaseline? right) =>
        left is not null && right is not null ? ColumnBaseline.Merge(left, right) : left ?? right;
}

/// <summary>How many rows fell into a calendar month of any year; month 0 holds rows without a time.</summary>
public sealed record MonthRows(int Month, long Rows);
