namespace Mlops.Algorithm.Preparation;

/// <summary>Splits a window into train, validation (for early stopping) and holdout.</summary>
internal static class DataSplitter
{
    /// <summary>The share of what is not holdout that early stopping watches.</summary>
    private const double ValidationShare = 0.1;

    /// <summary>By time: the newest rows are the holdout, the newest of the rest the validation. Rows of one time stay together. Rows must be sorted.</summary>
    public static DataSplit ByTime(IReadOnlyList<RawRow> rows, double holdout)
    {
        var holdoutStart = Cut(rows, rows.Count, holdout);
        var validationStart = Cut(rows, holdoutStart, ValidationShare);
        return new DataSplit(
            [.. rows.Take(validationStart)],
            [.. rows.Take(holdoutStart).Skip(validationStart)],
            [.. rows.Skip(holdoutStart)]);
    }

    /// <summary>By a hash of each row's content, which never changes: a row that once was holdout always is, so no later model has trained on it.</summary>
    public static DataSplit ByHash(IReadOnlyList<string> columns, IReadOnlyList<RawRow> rows, double holdout)
    {
        var content = new RowContent(columns);
        var validationEnd = holdout + ((1 - holdout) * ValidationShare);
        var parts = rows.ToLookup(row => content.Position(row) is var position && position < holdout ? 2 : position < validationEnd ? 1 : 0);
        return new DataSplit([.. parts[0]], [.. parts[1]], [.. parts[2]]);
    }

    // The index that the newest share of the first count rows starts at: earlier when rows of the same time would be torn apart,
    // later when that would leave nothing before it.
    private static int Cut(IReadOnlyList<RawRow> rows, int count, double share)
    {
        var wanted = count - (int)Math.Round(count * share, MidpointRounding.AwayFromZero);
        var cut = wanted;
        while (cut > 0 && cut < count && rows[cut - 1].Time == rows[cut].Time)
        {
            cut--;
        }

        if (cut > 0)
        {
            return cut;
        }

        cut = Math.Min(Math.Max(wanted, 1), count);
        while (cut > 0 && cut < count && rows[cut - 1].Time == rows[cut].Time)
        {
            cut++;
        }

        return cut;
    }
}
