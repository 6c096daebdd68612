using Mlops.Algorithm.Reporting;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Evaluating;

/// <summary>Both models by the values of each sliced column, and the slice that lost the most.</summary>
internal static class SliceSection
{
    public static Markup Render(EvaluationReport report, PipelineDefinition definition)
    {
        if (report.Slices is not { } columns)
        {
            return Markup.Empty;
        }

        var metric = definition.Gate.Champion.Metric ?? ProblemMetrics.Default(report.Problem);
        var largest = report.LargestRegression;
        var note = largest is null ? ""
            : largest.Share > 0 ? $"The largest regression: {metric} is worse by {Figures.Share(largest.Share)} where {largest.Column} is {largest.Value}."
            : "No slice became worse.";
        return ReportPage.Section("Slices", note, Markup.Join(columns.Select(column => Column(column, metric))));
    }

    private static Markup Column(SlicedColumn column, string metric) => Markup.Of(
        $"<h3>{column.Column}</h3>{ReportPage.Table(["value", "#rows", $"#{metric}", "#champion", "#interval of the difference", "#worse by", ""], column.Slices.Select(slice => Row(column, slice, metric)))}");

    private static Markup Row(SlicedColumn column, SliceFigures slice, string metric)
    {
        double? own = slice.Challenger.TryGetValue(metric, out var value) ? value : null;
        double? best = slice.Champion?.TryGetValue(metric, out var reference) == true ? reference : null;
        var share = SliceAnalysis.Regression(slice, metric);
        var interval = slice.Difference is { } difference ? $"{Figures.Short(difference.Lower)} … {Figures.Short(difference.Upper)}" : "–";
        var words = slice.Reason ?? (slice.Rows < column.MinimumRows ? $"fewer than {Figures.Count(column.MinimumRows)} rows: not judged" : "");
        return Markup.Of($"<tr><td class=\"name\">{slice.Value}</td><td class=\"n\">{slice.Rows}</td><td class=\"n\">{Figures.Short(own)}</td><td class=\"n\">{Figures.Short(best)}</td><td class=\"n\">{interval}</td><td class=\"n\">{(share is { } worse ? Figures.Share(worse) : "–")}</td><td class=\"soft\">{words}</td></tr>\n");
    }
}
