using System.Globalization;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Tells rows apart by a column: each text and each of few numbers by itself, many numbers by bins. Rare values are put together.</summary>
public static class RowGroups
{
    public const string Missing = "(missing)", Others = "(other values)";

    private const int MostGroups = 50, LongestName = 60, FewNumbers = 10, DefaultQuantiles = 4;

    /// <summary>The groups that hold rows: bins in their order, values by falling numbers of rows, the rest last.</summary>
    public static IReadOnlyList<RowGroup> Of(ColumnValues column, SliceDefinition? cut, int minimumRows)
    {
        if (column.Numbers is not { } numbers)
        {
            return Values(column.Texts.Select(text => text.Length == 0 ? Missing : text), minimumRows);
        }

        double[] sorted = [.. numbers.Where(double.IsFinite).Order()];
        if (cut is { Edges: null, Quantiles: null } or null && sorted.Distinct().Take(FewNumbers + 1).Count() <= FewNumbers)
        {
            return Values(numbers.Select(number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : Missing), minimumRows);
        }

        return Bins(numbers, cut?.Edges ?? Quantiles(sorted, cut?.Quantiles ?? DefaultQuantiles));
    }

    private static List<RowGroup> Values(IEnumerable<string> values, int minimumRows)
    {
        var groups = values.Index().GroupBy(value => value.Item, value => value.Index, StringComparer.Ordinal)
            .Select(group => new RowGroup(Shown(group.Key), [.. group]))
            .OrderByDescending(group => group.Rows.Count).ThenBy(group => group.Value, StringComparer.Ordinal).ToList();
        var kept = groups.TakeWhile(group => group.Rows.Count >= minimumRows).Take(MostGroups).ToList();
        var rest = groups.Skip(kept.Count).ToList();
        return rest.Count < 2
            ? groups
            : [.. kept, new RowGroup(Others, [.. rest.SelectMany(group => group.Rows).Order()])];
    }

    private static List<RowGroup> Bins(IReadOnlyList<double> numbers, IReadOnlyList<double> edges)
    {
        var bins = numbers.Index().GroupBy(number => double.IsFinite(number.Item) ? edges.Count(edge => edge <= number.Item) : edges.Count + 1, number => number.Index);
        return [.. bins.OrderBy(bin => bin.Key).Select(bin => new RowGroup(Name(edges, bin.Key), [.. bin]))];
    }

    private static string Name(IReadOnlyList<double> edges, int bin) =>
        bin > edges.Count ? Missing
        : edges.Count == 0 ? "any number"
        : bin == 0 ? $"under {Text(edges[0])}"
        : bin == edges.Count ? $"{Text(edges[^1])} and over"
        : $"{Text(edges[bin - 1])} to under {Text(edges[bin])}";

    private static string Shown(string text) => ShownText.Of(text.Length > LongestName ? $"{text.AsSpan(0, LongestName)}…" : text);

    // An edge at the smallest value would have nothing below it.
    private static double[] Quantiles(double[] sorted, int quantiles) => sorted.Length == 0 ? [] :
        [.. Enumerable.Range(1, quantiles - 1).Select(i => sorted[(int)((long)sorted.Length * i / quantiles)]).Distinct().Where(edge => edge > sorted[0])];

    private static string Text(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}

/// <summary>Rows of one value or bin, by their numbers in ascending order.</summary>
public sealed record RowGroup(string Value, IReadOnlyList<int> Rows);
