using Mlops.Domain.Evaluation;
using Spectre.Console;
using static Mlops.Cli.Rendering.GateTables;

namespace Mlops.Cli.Rendering;

/// <summary>The figures of an evaluation as tables: metrics with intervals, slices, groups, calibration and importances.</summary>
internal static class GateFigures
{
    private const int MostSlices = 12, MostColumns = 10;

    public static void Show(IAnsiConsole console, EvaluationReport evaluation)
    {
        Metrics(console, evaluation);
        foreach (var column in evaluation.Slices ?? [])
        {
            Slices(console, column, evaluation);
        }

        foreach (var facet in evaluation.Bias ?? [])
        {
            Groups(console, facet);
        }

        Calibration(console, evaluation);
        Importances(console, evaluation.Explanations);
    }

    private static void Metrics(IAnsiConsole console, EvaluationReport evaluation)
    {
        var comparison = evaluation.Comparison;
        var table = Titled(
            comparison is { Reason: null } ? Text($"metrics ({comparison.Confidence:0.#%} intervals: {comparison.Resamples:N0} resamples of {comparison.Units:N0} {comparison.Unit}s)") : $"metrics{(comparison?.Reason is { } reason ? $" (no intervals: {reason})" : "")}",
            ["metric"], ["challenger", "champion", "difference", "between"]);
        foreach (var (metric, value) in evaluation.Challenger.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            double? best = evaluation.Champion?.Metrics.TryGetValue(metric, out var found) == true ? found : null;
            var difference = comparison?.Metrics.GetValueOrDefault(metric);
            table.AddRow(Markup.Escape(metric), Number(value), Number(best), Number(value - best), Between(difference));
        }

        console.Write(table);
    }

    private static void Slices(IAnsiConsole console, SlicedColumn column, EvaluationReport evaluation)
    {
        var metric = evaluation.LargestRegression?.Metric ?? Domain.Training.ProblemMetrics.Default(evaluation.Problem);
        var worst = evaluation.LargestRegression is { Share: > 0 } largest && largest.Column == column.Column ? largest : null;
        var table = Titled($"slices of {column.Column}{(worst is null ? "" : Text($" (largest regression of all: {worst.Value}, {worst.Share:0.#%} worse)"))}", ["value"], ["rows", metric, "champion", "difference between", "worse by"]);
        foreach (var slice in column.Slices.Take(MostSlices))
        {
            double? own = slice.Challenger.TryGetValue(metric, out var value) ? value : null;
            double? best = slice.Champion?.TryGetValue(metric, out var found) == true ? found : null;
            var few = slice.Rows < column.MinimumRows ? " (few rows)" : "";
            table.AddRow(Markup.Escape($"{slice.Value}{few}"), Text($"{slice.Rows:N0}"), Number(own), Number(best), Between(slice.Difference), Share(SliceAnalysis.Regression(slice, metric)));
        }

        if (column.Slices.Count > MostSlices)
        {
            table.AddRow(Text($"[grey]… and {column.Slices.Count - MostSlices} more[/]"));
        }

        console.Write(table);
    }

    private static void Groups(IAnsiConsole console, FacetReport facet)
    {
        var (own, best) = (facet.Challenger, facet.Champion);
        var title = facet.Reason ?? $"demographic parity difference {Number(own.DemographicParityDifference)} (champion {Number(best?.DemographicParityDifference)}), ratio {Number(own.DemographicParityRatio)} ({Number(best?.DemographicParityRatio)}), equalized odds difference {Number(own.EqualizedOddsDifference)} ({Number(best?.EqualizedOddsDifference)})";
        var table = Titled($"groups of {facet.Column}: {title}", ["group"], ["rows", "positive", "said positive", "true positive rate", "false positive rate", "DPL", "DPPL"]);
        foreach (var group in own.Groups.Take(MostSlices))
        {
            table.AddRow(
                Markup.Escape(group.Value), Text($"{group.Rows:N0}"), Share(group.PositiveShare), Share(group.PredictedPositiveShare), Share(group.TruePositiveRate), Share(group.FalsePositiveRate), Number(group.Dpl), Number(group.Dppl));
        }

        if (own.Groups.Count > MostSlices)
        {
            table.AddRow(Text($"[grey]… and {own.Groups.Count - MostSlices} more[/]"));
        }

        console.Write(table);
    }

    private static void Calibration(IAnsiConsole console, EvaluationReport evaluation)
    {
        if (evaluation.Challenger.Classification is not { } classes)
        {
            return;
        }

        var fit = classes.Fit;
        var table = Titled($"calibration: in the large {Number(fit?.InTheLarge)}, slope {Number(fit?.Slope)}, intercept {Number(fit?.Intercept)}", ["probabilities from"], ["rows", "said on average", "came true"]);
        foreach (var bin in classes.Calibration)
        {
            table.AddRow(Text($"{bin.From:0.0}"), Text($"{bin.Rows:N0}"), Share(bin.MeanProbability), Share(bin.PositiveShare));
        }

        console.Write(table);
    }

    private static void Importances(IAnsiConsole console, ExplanationReport? explanations)
    {
        if (explanations is null)
        {
            return;
        }

        var table = Titled(Text($"what the answers rest on (share of mean |SHAP| over {explanations.Rows:N0} rows)"), ["column"], ["challenger", "champion"]);
        foreach (var column in explanations.Challenger.Take(MostColumns))
        {
            table.AddRow(Markup.Escape(column.Column), Share(column.Share), Share(explanations.Champion?.FirstOrDefault(each => each.Column == column.Column)?.Share));
        }

        if (explanations.Challenger.Count > MostColumns)
        {
            table.AddRow(Text($"[grey]… and {explanations.Challenger.Count - MostColumns} more[/]"));
        }

        console.Write(table);
    }
}
