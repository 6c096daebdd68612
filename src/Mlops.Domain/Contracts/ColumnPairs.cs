namespace Mlops.Domain.Contracts;

/// <summary>Pairs of columns that belong together by their names: <c>start</c> and <c>end</c>, <c>temp_min</c> and <c>temp_max</c>, <c>wind</c> and <c>wind_max</c>. Whether the one is never above the other, the data says.</summary>
public static class ColumnPairs
{
    private static readonly (string Lower, string Upper)[] Words =
        [("min", "max"), ("minimum", "maximum"), ("start", "end"), ("from", "to"), ("begin", "end"), ("first", "last"), ("low", "high"), ("lower", "upper")];

    public static IReadOnlyList<(string Lower, string Upper)> Of(IReadOnlyList<string> columns)
    {
        var known = columns.ToHashSet(StringComparer.Ordinal);
        List<(string, string)> pairs = [];
        foreach (var column in columns)
        {
            var parts = column.Split('_');
            foreach (var (lower, upper) in Words)
            {
                pairs.AddRange(Partners(column, parts, lower, upper).Where(pair => known.Contains(pair.Lower) && known.Contains(pair.Upper)));
            }
        }

        return [.. pairs.Distinct()];
    }

    private static IEnumerable<(string Lower, string Upper)> Partners(string column, string[] parts, string lower, string upper)
    {
        if (Array.FindIndex(parts, part => part.Equals(lower, StringComparison.OrdinalIgnoreCase)) is >= 0 and var place)
        {
            string[] other = [.. parts];
            other[place] = upper;
            yield return (column, string.Join('_', other));
        }

        // The value itself between its bounds.
        if (parts.Length > 1 && parts[^1].Equals(upper, StringComparison.OrdinalIgnoreCase))
        {
            yield return (string.Join('_', parts[..^1]), column);
        }

        if (parts.Length > 1 && parts[^1].Equals(lower, StringComparison.OrdinalIgnoreCase))
        {
            yield return (column, string.Join('_', parts[..^1]));
        }
    }
}
