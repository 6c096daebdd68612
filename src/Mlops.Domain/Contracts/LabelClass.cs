using Mlops.Domain.Training;

namespace Mlops.Domain.Contracts;

/// <summary>One class of a two-valued label: the value as labels are compared, its rows, and how files spell it.</summary>
public sealed record LabelClass(string Value, long Rows, IReadOnlyList<string> Spellings)
{
    // As training has it: a few labels of a third value are mistakes, many are another kind of problem.
    private const double Share = 0.95;

    /// <summary>The two classes of a column, the more frequent one first; null when it has not two. Spellings of a missing value are none.</summary>
    public static (LabelClass Often, LabelClass Rare)? Of(ProfiledColumn column)
    {
        var counts = column.Categories?.Counts ?? new Dictionary<string, long>();
        var classes = counts.Where(entry => !MissingValue.IsSpelled(entry.Key)).GroupBy(entry => BinaryClasses.Normalize(entry.Key), StringComparer.Ordinal)
            .Select(values => new LabelClass(values.Key, values.Sum(entry => entry.Value), [.. values.Select(entry => entry.Key).Order(StringComparer.Ordinal)]))
            .OrderByDescending(each => each.Rows).ThenBy(each => each.Value, StringComparer.Ordinal).ToList();
        return classes is [var often, var rare, ..] && often.Rows + rare.Rows >= Share * column.Present ? (often, rare) : null;
    }
}
