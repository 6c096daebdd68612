using Mlops.Algorithm.Reporting;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Evaluating;

/// <summary>Every metric of both models, and between which values their difference lies.</summary>
internal static class MetricsSection
{
    public static Markup Headline(EvaluationReport report) => ReportPage.FigureRow(
        ProblemMetrics.Headline(report.Challenger.Metrics).Select(metric => (
            report.Champion?.Metrics.TryGetValue(metric.Key, out var best) == true ? $"{metric.Key} (champion {Figures.Short(best)})" : metric.Key,
            Figures.Short(metric.Value))));

    public static Markup Render(EvaluationReport report)
    {
        var comparison = report.Comparison;
        var note = report.Champion is null ? "Nothing serves yet, so there is no champion to compare with."
            : comparison is { Reason: { } reason } ? $"No intervals: {reason}."
            : comparison is not null ? $"The interval holds the true difference in {Figures.Share(comparison.Confidence)} of such cases: percentiles of {Figures.Count(comparison.Resamples)} resamples of {Figures.Count(comparison.Units, comparison.Unit)}, each measured for both models."
            : "";
        return ReportPage.Section("Metrics", note, ReportPage.Table(["metric", "", "#challenger", "#champion", "#difference", "#interval", ""], report.Challenger.Metrics.Select(metric => Row(metric.Key, metric.Value, report))));
    }

    private static Markup Row(string metric, double value, EvaluationReport report)
    {
        var isKnown = ProblemMetrics.All.Contains(metric);
        var lower = isKnown && MetricDirection.LowerIsBetter(metric);
        double? best = report.Champion?.Metrics.TryGetValue(metric, out var found) == true ? found : null;
        var difference = report.Comparison?.Metrics.GetValueOrDefault(metric);
        var interval = difference is null ? "–" : $"{Figures.Short(difference.Lower)} … {Figures.Short(difference.Upper)}";
        var end = !isKnown ? "" : lower ? "lower is better" : "higher is better";
        return Markup.Of($"<tr><td class=\"name\">{metric}</td><td class=\"soft\">{end}</td><td class=\"n\">{Figures.Short(value)}</td><td class=\"n\">{Figures.Short(best)}</td><td class=\"n\">{Figures.Short(value - best)}</td><td class=\"n\">{interval}</td><td>{Tag(difference, lower)}</td></tr>\n");
    }

    private static Markup Tag(MetricDifference? difference, bool lowerIsBetter) => difference switch
    {
        null => Markup.Empty,
        { Lower: > 0 } => lowerIsBetter ? Markup.Of($"<span class=\"tag drift\">worse</span>") : Markup.Of($"<span class=\"tag calm\">better</span>"),
        { Upper: < 0 } => lowerIsBetter ? Markup.Of($"<span class=\"tag calm\">better</span>") : Markup.Of($"<span class=\"tag drift\">worse</span>"),
        _ => Markup.Of($"<span class=\"tag plain\">may be chance</span>"),
    };
}
