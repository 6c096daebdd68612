using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Reporting;

namespace Mlops.Algorithm.Monitoring;

/// <summary>What was left out and why: requests, and truths.</summary>
internal static class SkippedSection
{
    private const int MostProblems = 30;

    public static Markup Render(MonitorReport report) => Markup.Of($"{Requests(report.Requests)}{Truths(report)}");

    private static Markup Requests(RequestCounts requests)
    {
        var note = $"Judged: {Figures.Count(requests.Judged, "request")} of {Figures.Count(requests.Files, "file")}. Left out: {Figures.Count(requests.OutsideOfWindow)} outside of the time looked at, "
            + $"{Figures.Count(requests.Duplicates)} seen before, {Figures.Count(requests.Skipped)} that could not be judged.";
        var rows = requests.SkippedReasons.Select(skipped => Markup.Of($"<tr><td>{skipped.Reason}</td><td class=\"n\">{skipped.Requests}</td><td><code>{skipped.Example}</code></td></tr>\n"));
        return ReportPage.Section("Requests", note, requests.Skipped == 0 ? Markup.Empty : ReportPage.Table(["reason", "#requests", "the first"], rows));
    }

    private static Markup Truths(MonitorReport report)
    {
        var truth = report.Truth;
        if (truth.Files == 0)
        {
            return ReportPage.Section("Truth", report.QualityReason ?? "No truth was given.", Markup.Empty);
        }

        var note = $"{Figures.Count(truth.Rows, "row")} of {Figures.Count(truth.Files, "file")}, found by {string.Join(", ", truth.Key)}: {Figures.Count(truth.Keys, "key")}, {Figures.Count(truth.AmbiguousKeys)} of them ambiguous, "
            + $"{Figures.Count(truth.Incomplete, "row")} without a key or a label. {Figures.Count(report.RowsWithTruth)} of {Figures.Count(report.Rows, "row")} found their truth.";
        var rows = truth.Problems.Take(MostProblems).Select(problem => Markup.Of($"<tr><td>{ProblemLog.Describe(problem)}</td></tr>\n"));
        var heading = $"problems ({Figures.Count(truth.ProblemCount)})";
        return ReportPage.Section("Truth", note, truth.ProblemCount == 0 ? Markup.Empty : ReportPage.Table([heading], rows));
    }
}
