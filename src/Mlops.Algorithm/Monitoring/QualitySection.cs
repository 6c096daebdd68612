using Mlops.Algorithm.Reporting;
using Mlops.Domain.Drift;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary>How well the model predicts now, and over time, where the truth has arrived.</summary>
internal static class QualitySection
{
    public static Markup Render(MonitorReport report, EvaluationReport evaluation)
    {
        if (report.Quality is not { } quality)
        {
            return ReportPage.Section("Quality", report.QualityReason ?? "", Markup.Empty);
        }

        var shown = report.QualityOverTime.Metric;
        var reference = evaluation.Challenger.Metrics.GetValueOrDefault(shown, quality.Reference);
        var limit = shown == quality.Metric ? quality.Limit : reference;
        var points = report.QualityOverTime.Points.Select(point => (point.From, $"{point.From}: {shown} {Figures.Short(point.Value)} over {Figures.Count(point.Rows)} rows", point.Value)).ToList();
        var chart = points.Count == 0 ? Markup.Empty : Charts.Line(points, reference, limit, 1100, 260);
        return ReportPage.Section($"Quality: {shown} by {report.QualityOverTime.Unit}", quality.Sentence, Markup.Of($"{Key(shown, quality, limit)}{chart}"));
    }

    private static Markup Key(string shown, QualityDrift quality, double limit)
    {
        var most = shown == quality.Metric
            ? Markup.Of($"<span><i class=\"k-limit\"></i>limit: {Figures.Short(limit)}</span>")
            : Markup.Empty;
        var direction = MetricDirection.LowerIsBetter(shown) ? "lower is better" : "higher is better";
        return Markup.Of($"""<div class="key"><span><i class="k-now"></i>{shown} of the rows whose truth is known ({direction})</span><span><i class="k-base"></i>champion on its holdout</span>{most}</div>""");
    }
}
