using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>What must hold in every slice: absolute limits, and no large regression against the champion. One rule a column and limit, told by the worst slice.</summary>
internal static class SliceGate
{
    public static IEnumerable<GateRule> Rules(SliceLimitsDefinition limits, string decisive, EvaluationReport evaluation)
    {
        if (limits.MaximumRegression is null && limits.Thresholds.Count == 0)
        {
            return [];
        }

        if (evaluation.Slices is not { Count: > 0 } measured)
        {
            return [GateWords.Absent("sliceMeasured", decisive, null, null, "Limits on slices cannot be told to hold: the evaluation has no figures of slices")];
        }

        var columns = limits.Columns.Count == 0 ? measured.Select(column => column.Column) : limits.Columns;
        return columns.SelectMany(name => measured.FirstOrDefault(column => column.Column == name) is { } column
            ? Column(column, limits, decisive, evaluation.Champion)
            : [GateWords.Absent("sliceMeasured", decisive, name, null, $"Limits on slices of {name} cannot be told to hold: the evaluation has no figures of them")]);
    }

    private static IEnumerable<GateRule> Column(SlicedColumn column, SliceLimitsDefinition limits, string decisive, ModelMetrics? champion)
    {
        foreach (var (metric, threshold) in limits.Thresholds.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (threshold.Minimum is { } minimum)
            {
                yield return Absolute(column, metric, minimum, isMinimum: true);
            }

            if (threshold.Maximum is { } maximum)
            {
                yield return Absolute(column, metric, maximum, isMinimum: false);
            }
        }

        if (limits.MaximumRegression is { } most)
        {
            yield return champion is null ? NothingServes(column.Column, decisive, most) : SliceRegressionGate.Rule(column, decisive, most, limits.Confidence);
        }
    }

    private static GateRule Absolute(SlicedColumn column, string metric, double limit, bool isMinimum)
    {
        var rule = isMinimum ? "sliceMinimum" : "sliceMaximum";
        var found = column.Slices.Where(slice => slice.Rows >= column.MinimumRows)
            .Select(slice => (Slice: slice, Value: Gate.Finite(slice.Challenger, metric))).Where(each => each.Value is not null)
            .Select(each => (each.Slice, Value: each.Value!.Value)).OrderBy(each => isMinimum ? each.Value : -each.Value).ToList();
        if (found.Count == 0)
        {
            return NothingJudged(rule, column, metric, limit);
        }

        var beyond = found.Where(each => isMinimum ? each.Value < limit : each.Value > limit).ToList();
        if (beyond.Count == 0 && NotMeasured(rule, column, metric, limit, slice => Gate.Finite(slice.Challenger, metric) is not null) is { } unknown)
        {
            return unknown;
        }

        var (worst, value) = found[0];
        return new()
        {
            Rule = rule,
            Metric = metric,
            Column = column.Column,
            Slice = worst.Value,
            Value = value,
            Limit = limit,
            Passed = beyond.Count == 0,
            Sentence = $"{metric} is {GateWords.Figure(value)} where {column.Column} is {worst.Value} ({GateWords.Count(worst.Rows, "row")}), the {(isMinimum ? "lowest" : "highest")} of {GateWords.Count(found.Count, "slice")}, and must be at {(isMinimum ? "least" : "most")} {GateWords.Number(limit)} in each: {GateWords.End(beyond.Count == 0)}."
                + Also(beyond.Skip(1).Select(each => $"{each.Slice.Value} has {GateWords.Figure(each.Value)}")),
        };
    }

    /// <summary>A sentence on the other slices that break a rule.</summary>
    public static string Also(IEnumerable<string> others)
    {
        const int Shown = 4;
        var all = others.ToList();
        return all.Count == 0 ? "" : $" Others are beyond it, too: {string.Join(", ", all.Take(Shown))}{(all.Count > Shown ? $" and {all.Count - Shown} more" : "")}.";
    }

    /// <summary>Too few rows everywhere, or rows that cannot be measured.</summary>
    public static GateRule NothingJudged(string rule, SlicedColumn column, string metric, double limit) => GateWords.Absent(
        rule, metric, column.Column, limit, $"No slice of {column.Column} has {GateWords.Count(column.MinimumRows, "row")} by which {metric} can be measured, so that the limit cannot be told to hold; lower minimumRows, or hold out more rows");

    /// <summary>Refuses for slices with enough rows of which nothing can be said, such as those of one class; null when all were measured.</summary>
    public static GateRule? NotMeasured(string rule, SlicedColumn column, string metric, double limit, Func<SliceFigures, bool> isMeasured)
    {
        const int Shown = 4;
        var slices = column.Slices.Where(slice => slice.Rows >= column.MinimumRows && !isMeasured(slice)).ToList();
        var names = string.Join("; ", slices.Take(Shown).Select(slice => $"{slice.Value}{(slice.Reason is { } reason ? $", {reason.TrimEnd('.')}" : "")}"));
        return slices.Count == 0 ? null : GateWords.Absent(
            rule, metric, column.Column, limit, $"{GateWords.Count(slices.Count, "slice")} of {column.Column} with enough rows could not be measured by {metric}: {names}{(slices.Count > Shown ? $"; and {slices.Count - Shown} more" : "")}. The limit cannot be told to hold there; raise minimumRows, or cut the column otherwise");
    }

    private static GateRule NothingServes(string column, string metric, double limit) => new()
    {
        Rule = "sliceRegression",
        Metric = metric,
        Column = column,
        Limit = limit,
        Passed = true,
        Sentence = $"Nothing serves yet, so that {metric} has become worse in no slice of {column}: passed.",
    };
}
