using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Preparation;
using Mlops.Algorithm.Reporting;
using Mlops.Domain.Contracts;

namespace Mlops.Algorithm.Contracts;

/// <summary>What a data contract adds to the report of the prepare job: dropped rows, quarantined files, warnings.</summary>
internal static class QuarantineSections
{
    public static Markup Of(Findings findings, IReadOnlyList<QuarantinedFile> files) => Markup.Join(
    [
        Files(files),
        Section("Dropped rows", "Their lines are in rows.csv of the quarantine, as they were uploaded. Correct the files and upload them again under the same names, or change the contract.", findings.Dropped),
        Section("Warnings", "Nothing was dropped for these.", findings.Warned),
    ]);

    public static IEnumerable<(string Label, string Value)> Figures(ContractReport? contract) => contract is null
        ? []
        : [("rows dropped", Reporting.Figures.Count(contract.RowsDropped)), ("files in quarantine", Reporting.Figures.Count(contract.FilesQuarantined))];

    private static Markup Section(string title, string note, ProblemLog log) => log.Total == 0 ? Markup.Empty : ReportPage.Section(title, note, ProblemTable.Of(log));

    private static Markup Files(IReadOnlyList<QuarantinedFile> files)
    {
        if (files.Count == 0)
        {
            return Markup.Empty;
        }

        var rows = files.Select(file => Markup.Of($"<tr><td class=\"file\"><code>{file.Key}</code></td><td class=\"n\">{file.Rows}</td><td class=\"words\">{file.Reason}</td><td><code>objects/{file.Sha256}</code></td></tr>\n"));
        return ReportPage.Section(
            "Files in quarantine",
            "No row of them is learned from. What was uploaded stays where it is, and frozen in the artifacts bucket.",
            ReportPage.Table(["file", "#rows", "reason", "frozen as"], rows));
    }
}
