using System.Globalization;
using System.Text.Json.Nodes;
using Mlops.Cli.Models;
using Mlops.Domain.Approvals;
using Mlops.Domain.Training;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>Versions of models as tables.</summary>
internal static class ModelView
{
    public static void Table(IAnsiConsole console, IReadOnlyList<ModelVersion> versions)
    {
        if (versions.Count == 0)
        {
            console.WriteLine("The registry is empty: no run has passed its gate yet. 'mlops runs' shows what ran.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("version").RightAligned())
            .AddColumn(new TableColumn("run") { NoWrap = true }).AddColumns("pipeline", "registered", "stage", "approval", "metrics", "");
        foreach (var version in versions)
        {
            table.AddRow(
                version.Version.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(version.Run ?? "?"),
                Markup.Escape(version.Pipeline),
                version.CreatedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Markup.Escape(version.Stage ?? ""),
                Approval(version),
                Markup.Escape(RunView.Metrics(version.Record?.Metrics is { } metrics ? ProblemMetrics.Headline(metrics).ToDictionary() : null)),
                version.Serves ? "[green]serves[/]" : "");
        }

        console.Write(table);
    }

    public static void Details(IAnsiConsole console, ModelVersion version)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        foreach (var (label, value) in Facts(version).Where(fact => fact.Value is not null))
        {
            grid.AddRow(new Markup($"[grey]{Markup.Escape(label)}[/]"), new Markup(value!));
        }

        console.Write(grid);
    }

    public static void Comparison(IAnsiConsole console, ModelComparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumns(Header(comparison.A), Header(comparison.B));
        foreach (var each in comparison.Differences)
        {
            table.AddRow(Markup.Escape(each.Name), Value(each.A), Value(each.B));
        }

        console.Write(table);
    }

    private static string Header(ModelVersion version) => Markup.Escape($"version {version.Version}, run {version.Run}{(version.Serves ? ", serves" : "")}");

    private static string Value(JsonNode? value) => Markup.Escape(value switch
    {
        null => "–",
        JsonValue number when number.TryGetValue<double>(out var exact) => exact.ToString("0.######", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    });

    private static string Approval(ModelVersion version) => version switch
    {
        { IsPending: true } => "[yellow]pending[/]",
        { Request.Verdict: { Status: not ApprovalStatus.Approved } verdict } => $"[red]{verdict.Status.ToString().ToLowerInvariant()}[/]",
        { Approval: "Approved" } => "[green]approved[/]",
        _ => "[red]rejected[/]",
    };

    private static IEnumerable<(string Label, string? Value)> Facts(ModelVersion version)
    {
        yield return ("version", $"[bold]{version.Version}[/] of {Markup.Escape(version.Pipeline)}{(version.Serves ? ", [green]serves[/]" : "")}");
        yield return ("package", Markup.Escape(version.Package));
        yield return ("stage", version.Stage is { } stage ? Markup.Escape($"{stage}: {version.StageStatus}") : null);
        yield return ("approval", $"{Approval(version)}{Markup.Escape(version.ApprovalDescription is { Length: > 0 } why ? $"  {why}" : "")}");
        foreach (var fact in Requests(version.Request))
        {
            yield return fact;
        }

        yield return ("metrics", version.Record?.Metrics is { } metrics ? Markup.Escape(RunView.Metrics(metrics)) : null);
        yield return ("gate", version.Record?.Gate is { } gate ? Markup.Escape(string.Join(" ", gate.Reasons)) : null);
        yield return ("artifact", version.ModelData is { } data ? Markup.Escape(data) : null);
        foreach (var (name, value) in version.Properties.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            yield return (name, Markup.Escape(value));
        }
    }

    private static IEnumerable<(string Label, string? Value)> Requests(ApprovalRequest? request)
    {
        if (request is null)
        {
            yield break;
        }

        yield return ("asked", Markup.Escape($"{ApprovalText.Time(request.RequestedAt)}{(request.EscalatedAt is { } again ? $", again {ApprovalText.Time(again)}" : "")}, expires {ApprovalText.Time(request.ExpiresAt)}"));
        yield return ("decided", request.Verdict is { } verdict ? Markup.Escape(ApprovalText.Decided(request, verdict)) : null);
        foreach (var late in request.Late)
        {
            yield return ("late", Markup.Escape(ApprovalText.Late(request, late)));
        }
    }
}
