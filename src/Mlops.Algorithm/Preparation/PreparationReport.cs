using Mlops.Algorithm.Contracts;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Reporting;
using Mlops.Domain.Contracts;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Preparation;

/// <summary><c>report.html</c> of the prepare job: what became of the data, and where exactly it breaks which rule.</summary>
internal static class PreparationReport
{
    public static byte[] Render(string pipeline, PrepareReport report, Findings findings, IReadOnlyList<QuarantinedFile> files)
    {
        var (tone, sentence) = report.Status switch
        {
            PrepareStatus.Ok when report.Contract is { HasQuarantine: true } dropped => ("warn", $"The data is accepted without {Reporting.Figures.Count(dropped.RowsDropped)} of its {Reporting.Figures.Count(dropped.RowsRead)} rows."),
            PrepareStatus.Ok => ("good", "The data is accepted."),
            PrepareStatus.NotEnoughData => ("warn", "There is not enough data to learn from."),
            _ => ("bad", "The data is rejected; the serving model stays as it is."),
        };
        var body = Markup.Of($"""
            <p class="kicker">{pipeline} · preparation of data</p>
            {ReportPage.Verdict(tone, sentence, report.Reason is { } reason ? [reason] : [])}{Figures(report)}{Split(report)}{Classes(report)}{Problems(findings.Rejected)}{QuarantineSections.Of(findings, files)}{Columns(report)}
            """);
        return ReportPage.Render($"{pipeline}: data", body);
    }

    private static Markup Figures(PrepareReport report) => ReportPage.FigureRow(
    [
        ("rows read", Reporting.Figures.Count(report.Contract?.RowsRead ?? report.Rows.Read)),
        .. QuarantineSections.Figures(report.Contract),
        ("rows in the window", Reporting.Figures.Count(report.Rows.InWindow)),
        ("window", report.Window is { } window ? $"{window.From} – {window.To}" : "–"),
        ("problems", Reporting.Figures.Count(report.ProblemCount)),
        ("columns", Reporting.Figures.Count(report.Columns.Count)),
    ]);

    private static Markup Split(PrepareReport report)
    {
        var rows = report.Rows;
        if (report.Status != PrepareStatus.Ok)
        {
            return Markup.Empty;
        }

        (string Name, int Rows, string Style)[] parts = [("train", rows.Train, "s1"), ("validation", rows.Validation, "s2"), ("holdout", rows.Holdout, "s3")];
        var bars = parts.Select(part => Markup.Of($"<span class=\"{part.Style}\" style=\"flex:{(double)part.Rows}\">{part.Name} {(long)part.Rows}</span>"));
        return ReportPage.Section("Split", "No row of train or validation is newer than one of the holdout, which the model is judged on.", Markup.Of($"<div class=\"split\">{bars}</div>"));
    }

    private static Markup Classes(PrepareReport report)
    {
        if (report.Classes is not { } classes)
        {
            return Markup.Empty;
        }

        var rows = report.Rows;
        (string Name, int Rows, int Positive)[] parts =
            [("window", rows.InWindow, classes.Window), ("train", rows.Train, classes.Train), ("validation", rows.Validation, classes.Validation), ("holdout", rows.Holdout, classes.Holdout)];
        var lines = parts.Where(part => part.Rows > 0).Select(part => Markup.Of(
            $"<tr><td>{part.Name}</td><td class=\"n\">{(long)part.Positive}</td><td class=\"n\">{(long)(part.Rows - part.Positive)}</td><td class=\"n\">{Reporting.Figures.Share((double)part.Positive / part.Rows)}</td></tr>\n"));
        return ReportPage.Section(
            "Classes",
            $"The positive class is '{classes.Positive}'. Time, or without it a hash of the row, decides the part; no row is moved to even the classes out.",
            ReportPage.Table(["part", $"#{classes.Positive}", $"#{classes.Negative}", "#positive"], lines));
    }

    private static Markup Problems(ProblemLog problems)
    {
        if (problems.Total == 0)
        {
            return Markup.Empty;
        }

        var listed = problems.Groups.Sum(group => group.Count);
        var note = "By file, column and rule. Row 1 is the header. Correct the files and upload them again under the same names."
            + (listed < problems.Total ? $" {Reporting.Figures.Count(problems.Total - listed)} more are not listed." : "");
        return ReportPage.Section("Problems", note, ProblemTable.Of(problems));
    }

    private static Markup Columns(PrepareReport report) => report.Columns.Count == 0
        ? Markup.Empty
        : ReportPage.Section("Columns", "As most files name them.", Markup.Join(report.Columns.Select((name, i) => Markup.Of($"{(i == 0 ? "" : ", ")}<code>{name}</code>"))));
}
