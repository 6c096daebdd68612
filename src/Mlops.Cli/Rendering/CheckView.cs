using Mlops.Domain.Training;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>What a check of files found, finding by finding.</summary>
internal static class CheckView
{
    public static void Show(IAnsiConsole console, PrepareReport report, int files)
    {
        var sentence = report.Status switch
        {
            PrepareStatus.Rejected => "[red]A run would reject this data.[/]",
            PrepareStatus.NotEnoughData => "[yellow]A run would find nothing wrong with this data, and too little of it.[/]",
            _ => "[green]A run would take this data.[/]",
        };
        console.MarkupLine(sentence + Markup.Escape(report.Reason is { } reason ? $" {ShownText.Of(reason)}" : ""));
        if (report.Contract is { } contract)
        {
            console.WriteLine($"{contract.RowsRead:N0} rows in {files} {(files == 1 ? "file" : "files")}; {contract.RowsDropped:N0} rows and {contract.FilesQuarantined} whole files would go to quarantine.");
            contract.Findings.ToList().ForEach(finding => console.WriteLine($"  {ShownText.Of(ContractWords.Line(finding))}"));
            return;
        }

        console.WriteLine($"{report.Rows.Read:N0} rows in {files} {(files == 1 ? "file" : "files")}. The pipeline has no contract.json: only the built-in rules were asked.");
        report.Problems.ToList().ForEach(problem => console.WriteLine($"  {problem.File}{(problem.Row is { } row ? $", row {row}" : "")}{(problem.Column is { } column ? $", {column}" : "")}: {ShownText.Of(problem.Message)}"));
    }
}
