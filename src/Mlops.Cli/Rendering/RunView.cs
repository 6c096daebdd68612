using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Approvals;
using Mlops.Domain.Caching;
using Mlops.Domain.Runs;
using Mlops.Domain.Training;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>Runs as people want to see them at three in the morning.</summary>
internal static class RunView
{
    public static void Table(IAnsiConsole console, IReadOnlyList<RunRecord> runs)
    {
        if (runs.Count == 0)
        {
            console.WriteLine("Nothing has run yet. Start a run with 'mlops put FILE…'; after an upload, 'mlops run latest' waits for it.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("run") { NoWrap = true })
            .AddColumns("pipeline", "started", "cause", "outcome", "metrics", "took");
        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(run.Run),
                Markup.Escape(run.Pipeline),
                run.StartedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Markup.Escape(run.Trigger?.Cause.ToString().ToLowerInvariant() ?? "?"),
                Outcome(run),
                Markup.Escape(Metrics(run.Metrics is null ? null : ProblemMetrics.Headline(run.Metrics).ToDictionary())),
                run.ClosedAt is { } closed ? Duration(closed - run.StartedAt) : "running");
        }

        console.Write(table);
    }

    public static void Details(IAnsiConsole console, RunRecord run)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        foreach (var (label, value) in Facts(run))
        {
            grid.AddRow(new Markup($"[grey]{label}[/]"), new Markup(value));
        }

        console.Write(grid);
    }

    public static string Metrics(IReadOnlyDictionary<string, double>? metrics) => metrics is null
        ? ""
        : string.Join("  ", metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:0.000}")));

    public static string Outcome(RunRecord run) => run.Outcome switch
    {
        null when run.Approval is { Status: ApprovalStatus.Waiting } => "[yellow]waits for approval[/]",
        null => "[yellow]running[/]",
        RunOutcome.Deployed => "[green]deployed[/]",
        RunOutcome.Failed => "[red]failed[/]",
        RunOutcome.Rejected => "[red]data rejected[/]",
        RunOutcome.NotEnoughData => "[yellow]not enough data[/]",
        { } other => $"[yellow]{other.ToString().ToLowerInvariant()}[/]",
    };

    private static IEnumerable<(string Label, string Value)> Facts(RunRecord run)
    {
        yield return ("run", $"[bold]{Markup.Escape(run.Run)}[/] of {Markup.Escape(run.Pipeline)}: {Outcome(run)}");
        yield return ("why", Markup.Escape(run.Trigger is { } request ? $"{request.Cause.ToString().ToLowerInvariant()} ({request.Request})" : "unknown"));
        yield return ("when", Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{run.StartedAt:u}{(run.ClosedAt is { } closed ? $", took {Duration(closed - run.StartedAt)}" : "")}")));
        if (run.Dataset is { } data)
        {
            yield return ("data", Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{data.Files} files, {data.Bytes:N0} bytes, dataset {Short(data.Hash)}{(data.SameAs is { } same ? $", the same as run {same}" : "")}")));
        }

        if (run.Data is { } contract)
        {
            yield return ("contract", Markup.Escape(ContractWords.Of(contract)));
        }

        foreach (var step in run.Steps)
        {
            var took = step is { StartedAt: { } from, EndedAt: { } to } ? $", {Duration(to - from)}" : "";
            yield return (Markup.Escape(step.Step), Markup.Escape(step.Cache is { Verdict: CacheVerdict.Hit } hit
                ? $"from the cache: {hit.Reason}, saves {hit.SavedSeconds} s"
                : $"{step.Job} {step.Status}{took}{(step.BillableSeconds is { } billable ? $", {billable} s billable" : "")}{(step.Cache is { } cache ? $"; {cache.Verdict.ToString().ToLowerInvariant()}: {CacheView.Sentence(cache)}" : "")}"));
        }

        if (run.Gate is { } gate)
        {
            yield return ("gate", GateView.Brief(run.Run, gate));
        }

        foreach (var fact in Results(run))
        {
            yield return fact;
        }
    }

    private static IEnumerable<(string Label, string Value)> Results(RunRecord run)
    {
        if (run.Model is { } model)
        {
            yield return ("model", Markup.Escape($"{Short(model)}  {Metrics(run.Metrics)}"));
        }

        if (run.Package is { } package)
        {
            yield return ("package", Markup.Escape(package));
        }

        if (run.Approval is { } approval)
        {
            yield return ("approval", Markup.Escape(Approval(run, approval)));
        }

        if (run.Deployment is { } deployment)
        {
            yield return ("deployment", Markup.Escape($"{deployment.Outcome}: {deployment.Endpoint} serves {deployment.Config}"));
        }

        if (run.Error is { } error)
        {
            yield return ("error", $"[red]{Markup.Escape(error.Error)}[/] {Markup.Escape(Plain(error.Cause) ?? "")}");
        }
    }

    private static string Approval(RunRecord run, RunApproval approval) => approval.Status == ApprovalStatus.Waiting
        ? $"asked for {ApprovalText.Time(approval.RequestedAt)}, expires {ApprovalText.Time(approval.ExpiresAt)}: mlops approve {run.Run} -p {run.Pipeline} --reason TEXT, or mlops reject"
        : $"{approval.Status.ToString().ToLowerInvariant()}{(approval.At is { } at ? $" {ApprovalText.Time(at)}" : "")}{(approval.By is { } by ? $" by {by}" : "")}{(approval.Reason is { Length: > 0 } why ? $": {why}" : "")}";

    /// <summary>What a job's description or a function's error says in words; the whole of it is in the JSON.</summary>
    private static string? Plain(string? cause)
    {
        try
        {
            return cause is ['{', ..] && JsonNode.Parse(cause) is JsonObject description
                ? (description["FailureReason"] ?? description["ExitMessage"] ?? description["errorMessage"])?.ToString() ?? cause
                : cause;
        }
        catch (JsonException)
        {
            // Long causes are cut off.
            return cause;
        }
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static string Duration(TimeSpan span) => span.TotalMinutes >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");
}
