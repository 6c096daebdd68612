using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Rendering;
using Mlops.Domain.Json;
using Spectre.Console;

namespace Mlops.Cli.Demo;

/// <summary>A story's summary, for people and as JSON.</summary>
internal static class StoryView
{
    public static JsonObject Json(StoryResult result) => new()
    {
        ["story"] = result.Story,
        ["ok"] = result.Ok,
        ["checks"] = new JsonArray([.. result.Checks.Select(check => new JsonObject { ["text"] = check.Text, ["ok"] = check.Ok })]),
        ["runs"] = new JsonArray([.. result.Runs.Select(run => JsonSerializer.SerializeToNode(run, DomainJson.Wire.RunRecord))]),
        ["predictions"] = new JsonArray([.. result.Predictions.Select(prediction => new JsonObject
        {
            ["run"] = prediction.Run,
            ["year"] = prediction.Year,
            ["rows"] = prediction.Rows,
            ["metrics"] = new JsonObject(prediction.Metrics.Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)metric.Value))),
        })]),
        ["seconds"] = Math.Round(result.Seconds, 2),
        ["jobSeconds"] = Math.Round(result.JobSeconds, 2),
        ["peakMemoryMiB"] = Math.Round(result.PeakMemoryMiB, 1),
    };

    public static void Show(IAnsiConsole console, StoryResult result)
    {
        console.WriteLine();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["run", "cause", "data", "holdout", "verdict", "outcome"])
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        }

        foreach (var run in result.Runs)
        {
            table.AddRow(
                Markup.Escape(run.Run),
                Markup.Escape(run.Trigger?.Cause.ToString().ToLowerInvariant() ?? ""),
                run.Dataset is { } data ? $"{data.Files} files" : "",
                Markup.Escape(RunView.Metrics(run.Metrics)),
                Markup.Escape(run.Gate?.Verdict.ToString().ToLowerInvariant() ?? ""),
                RunView.Outcome(run));
        }

        console.Write(table);
        foreach (var run in result.Runs.Where(run => run.Gate is not null))
        {
            console.MarkupLineInterpolated($"[grey]{run.Run}[/] {string.Join(" ", run.Gate!.Reasons)}");
        }

        foreach (var prediction in result.Predictions)
        {
            console.MarkupLineInterpolated($"[grey]{prediction.Run}[/] The endpoint predicted the {prediction.Rows} days of {prediction.Year}, which it had not seen: {RunView.Metrics(prediction.Metrics)}.");
        }

        console.WriteLine();
        foreach (var check in result.Checks)
        {
            console.MarkupLine($"{(check.Ok ? "[green]✓[/]" : "[red]✗[/]")} {Markup.Escape(check.Text)}");
        }

        console.WriteLine();
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Seconds:0.0} s in all, of which jobs worked {result.JobSeconds:0.0} s; the LocalCloud's process peaked at {result.PeakMemoryMiB:0} MiB."));
    }
}
