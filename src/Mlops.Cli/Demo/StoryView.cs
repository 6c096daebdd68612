using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Rendering;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Spectre.Console;

namespace Mlops.Cli.Demo;

/// <summary>The demo's summary, for people and as JSON.</summary>
internal static class StoryView
{
    public static JsonObject Json(DemoResult result) => new()
    {
        ["ok"] = result.Ok,
        ["stories"] = new JsonArray([.. result.Stories.Select(Json)]),
        ["seconds"] = Math.Round(result.Seconds, 2),
        ["jobSeconds"] = Math.Round(result.JobSeconds, 2),
        ["peakMemoryMiB"] = Math.Round(result.PeakMemoryMiB, 1),
    };

    private static JsonObject Json(StoryResult result) => new()
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
    };

    public static void Show(IAnsiConsole console, DemoResult result)
    {
        console.WriteLine();
        var runs = result.Stories.SelectMany(story => story.Runs).ToList();
        console.Write(Table(runs));
        foreach (var run in runs.Where(run => run.Gate is not null || run.Error is not null))
        {
            console.MarkupLineInterpolated($"[grey]{run.Run}[/] {string.Join(" ", run.Gate?.Reasons ?? [run.Error!.Cause ?? run.Error.Error])}");
        }

        foreach (var prediction in result.Stories.SelectMany(story => story.Predictions))
        {
            console.MarkupLineInterpolated($"[grey]{prediction.Run}[/] The endpoint predicted the {prediction.Rows} days of {prediction.Year}, which it had not seen: {RunView.Metrics(prediction.Metrics)}.");
        }

        foreach (var story in result.Stories)
        {
            console.WriteLine();
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[bold]{story.Story}[/] [grey]{story.Seconds:0.0} s[/]"));
            foreach (var check in story.Checks)
            {
                console.MarkupLine($"{(check.Ok ? "[green]✓[/]" : "[red]✗[/]")} {Markup.Escape(check.Text)}");
            }
        }

        console.WriteLine();
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Seconds:0.0} s in all, of which jobs worked {result.JobSeconds:0.0} s; the LocalCloud's process peaked at {result.PeakMemoryMiB:0} MiB."));
    }

    private static Table Table(IReadOnlyList<RunRecord> runs)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["run", "cause", "data", "holdout", "verdict", "outcome"])
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        }

        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(run.Run),
                Markup.Escape(run.Trigger?.Cause.ToString().ToLowerInvariant() ?? ""),
                run.Dataset is { } data ? $"{data.Files} files" : "",
                Markup.Escape(RunView.Metrics(run.Metrics)),
                Markup.Escape(run.Gate?.Verdict.ToString().ToLowerInvariant() ?? ""),
                RunView.Outcome(run));
        }

        return table;
    }
}
