using System.Globalization;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Runs;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>The gate's verdict: the rules that refused first, then all others, then the figures that they rest on.</summary>
internal static class GateView
{
    private const int MostReasons = 3;

    /// <summary>The verdict where a run is shown: what refused it, or that all rules hold.</summary>
    public static string Brief(string run, RunGate gate)
    {
        var rest = gate.Reasons.Count - MostReasons;
        var more = rest > 0 ? $" … and {rest} more: mlops gate {run}" : "";
        return $"{Verdict(gate.Verdict)}{Markup.Escape($": {string.Join(" ", gate.Reasons.Take(MostReasons))}{more}")}";
    }

    public static void Show(IAnsiConsole console, RunRecord run, GateVerdict verdict, EvaluationReport? evaluation, string reportUri)
    {
        var refused = verdict.Rules.Count(rule => !rule.Passed);
        console.MarkupLine($"[bold]{Markup.Escape(run.Run)}[/] of {Markup.Escape(run.Pipeline)}: {Verdict(verdict.Verdict)}, {verdict.Rules.Count - refused} of {verdict.Rules.Count} rules hold");
        console.MarkupLineInterpolated($"[grey]model {verdict.Model}{Rows(evaluation)}[/]");
        if (verdict.Override is { } applied)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[yellow]override[/] {applied.Sentence}");
            console.MarkupLineInterpolated($"[grey]asked by {applied.RequestedBy ?? "unknown"}, applied {applied.At:u}[/]");
        }

        console.WriteLine();
        foreach (var rule in verdict.Rules.OrderBy(rule => rule.Passed))
        {
            console.MarkupLine($"{(rule.Passed ? "[green]passed [/]" : "[red]refused[/]")}  {Markup.Escape(rule.Sentence)}");
        }

        if (evaluation is not null)
        {
            GateFigures.Show(console, evaluation);
        }

        console.MarkupLineInterpolated($"[grey]report[/]  {reportUri}");
    }

    private static string Verdict(GateDecision verdict) => verdict switch
    {
        GateDecision.Passed => "[green]passed[/]",
        GateDecision.Overridden => "[yellow]overridden[/]",
        _ => "[red]refused[/]",
    };

    private static string Rows(EvaluationReport? evaluation) => evaluation is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $", {evaluation.Rows:N0} rows held out{(evaluation.Holdout is { From: { } from, To: { } to } ? $" from {from} to {to}" : "")}{(evaluation.Champion?.Run is { } champion ? $", champion of run {champion}" : ", no champion")}");
}
