using System.Globalization;
using Mlops.Domain.Contracts;

namespace Mlops.Cli.Rendering;

/// <summary>What a data contract found, in a sentence or two.</summary>
internal static class ContractWords
{
    public static string Of(ContractReport report)
    {
        if (!report.HasQuarantine)
        {
            return report.FindingCount == 0
                ? string.Create(CultureInfo.InvariantCulture, $"kept by all {report.RowsRead:N0} rows")
                : string.Create(CultureInfo.InvariantCulture, $"{report.RowsRead:N0} rows, none dropped, {Findings(report.FindingCount)}: {First(report)}");
        }

        var files = report.FilesQuarantined == 0 ? "" : $", {report.FilesQuarantined} {(report.FilesQuarantined == 1 ? "file" : "files")} whole";
        var where = report.Quarantine is { } folder ? $"; see {folder}report.html in the data bucket" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{report.RowsDropped:N0} of {report.RowsRead:N0} rows dropped{files}, {Findings(report.FindingCount)}: {First(report)}{where}");
    }

    private static string Findings(int count) => count == 1 ? "1 finding" : $"{count} findings";

    private static string First(ContractReport report) => report.Findings is [var first, ..] ? Line(first) : "none listed";

    /// <summary>Such as <c>dropped temp (type) of incoming/a.csv, rows 3–5: 'warm' is not a number</c>.</summary>
    public static string Line(ContractFinding finding)
    {
        var verb = finding.Action switch { RuleAction.Reject => "rejected", RuleAction.Drop => "dropped", _ => "warned of" };
        var rows = finding.Rows is { } places ? $", row{(finding.Count == 1 ? "" : "s")} {places}" : "";
        return $"{verb} {finding.Column ?? "rows"} ({finding.Rule}) in {finding.File}{rows}: {finding.Message}";
    }
}
