using System.Globalization;
using Mlops.Algorithm.Reporting;
using Mlops.Domain.Drift;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Monitoring;

/// <summary><c>report.html</c> of the monitor: the verdict, then what it rests on, the worst first.</summary>
internal static class MonitorPage
{
    public static byte[] Render(MonitorReport report, PipelineDefinition definition, EvaluationReport evaluation, BaselineProfile reference, BaselineProfile current)
    {
        var tone = report.Drift ? "bad" : report.Features.Verdict == DriftVerdict.NotEnoughRows || report.Features.DriftedFeatures > 0 ? "warn" : "good";
        var histograms = new ColumnHistogram(reference, current, report.Features.SameSeason);
        var body = Markup.Of($"""
            <p class="kicker">{report.Pipeline} · run {report.Run} · requests from {Time(report.From)} to {Time(report.To)}</p>
            {ReportPage.Verdict(tone, report.Verdict, report.Reasons)}{Numbers(report, definition)}{QualitySection.Render(report, evaluation)}{ClassesSection.Render(report, evaluation)}{FeatureSection.Render(report, reference, current, histograms)}{Predictions(report, reference, current, histograms)}{SkippedSection.Render(report)}<footer>{report.Reference.Note} Reference: {report.Reference.Rows} effective rows of the window {Date(report.Reference.From)} – {Date(report.Reference.To)}. A column has drifted when a statistic is beyond its limit and chance is ruled out (significance {definition.Monitor.Features.Significance:0.#####} over all tests together, Holm). Monitoring {report.Monitor}.</footer>

            """);
        return ReportPage.Render($"{report.Pipeline}: drift {report.To.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", body);
    }

    /// <summary>What the two colours stand for.</summary>
    public static Markup ColourKey => Markup.Of($"""<div class="key"><span><i class="k-then"></i>what the model learned from</span><span><i class="k-now"></i>requests now</span></div>""");

    private static Markup Numbers(MonitorReport report, PipelineDefinition definition) => ReportPage.FigureRow(
    [
        ("requests judged", Figures.Count(report.Requests.Judged)),
        ("rows", Figures.Count(report.Rows)),
        ($"features drifted, {Figures.Share(report.Features.DriftedShare)} (at most {Figures.Share(definition.Monitor.Features.MaximumDriftedShare)})", $"{report.Features.DriftedFeatures} of {Judged(report.Features)}"),
        ("rows with truth", Figures.Count(report.RowsWithTruth)),
        (report.Quality is { } quality ? $"{quality.Metric} now (holdout {Figures.Short(quality.Reference)})" : "quality", Figures.Short(report.Quality?.Value)),
        ("requests skipped", Figures.Count(report.Requests.Skipped)),
    ]);

    private static Markup Predictions(MonitorReport report, BaselineProfile reference, BaselineProfile current, ColumnHistogram histograms)
    {
        if (current.Predictions is not { } now || (reference.Predictions ?? reference.Label) is not { } before)
        {
            return Markup.Empty;
        }

        var note = reference.Predictions is null ? "Compared with the labels that the model learned from; predictions vary less than labels do. They raise no alarm by themselves."
            : "Compared with the champion's predictions for its holdout. They raise no alarm by themselves.";
        var words = report.Features.Predictions is { } compared ? ColumnWords.Sentences(compared) : Markup.Empty;
        return ReportPage.Section("Predictions", note, Markup.Of($"{words}<div style=\"height:10px\"></div>{ColourKey}{Charts.Bars(histograms.Of(before, now), 1100, 190)}"));
    }

    private static int Judged(DriftAnalysis features) => features.Columns.Count(column => column.Status is ColumnStatus.Drifted or ColumnStatus.Stable);

    private static string Time(DateTimeOffset time) => InstantJson.Format(time).Replace("T", " ", StringComparison.Ordinal).Replace("Z", " UTC", StringComparison.Ordinal);

    private static string Date(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?";
}
