using System.Globalization;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Demo;

/// <summary>The city changes: years of requests that the model never saw the like of, their truth, and a retraining that nobody asked for.</summary>
internal sealed class DriftStory(Stage stage) : Story(stage)
{
    private const int FirstYear = 2005;
    private const int LastYear = 2008;
    private const int NextYear = 2009;
    private const string Alarm = "mlops-ridership-drift";

    protected override string Name => "drift";

    protected override async Task TellAsync(CancellationToken cancellationToken)
    {
        Title($"clients ask for {FirstYear} to {LastYear}, and the labels come true");
        var champion = await Stage.ReadAsync($"champions/{Stage.Pipeline}.json", DomainJson.Wire.ChampionPointer, cancellationToken);
        foreach (var year in Enumerable.Range(FirstYear + 1, LastYear - FirstYear))
        {
            await Stage.PredictAsync(champion!.Run, year, cancellationToken);
        }

        var before = await PredictAsync(champion!.Run, NextYear, cancellationToken);
        await Stage.DropAsync("truth", Stage.Sample.LabelledYears(FirstYear, LastYear), cancellationToken);
        Expect("truth that arrives starts no run by itself", (await Stage.StartedRunsAsync(cancellationToken)).Count == 0);

        await Stage.PassDayAsync("a day passes", cancellationToken);
        var monitoring = await Stage.WatchMonitorAsync(cancellationToken);
        Expect("the scheduled monitor joined what the endpoint was asked with what came true", monitoring is { Rows: > 1400, RowsWithTruth: > 1400 });
        Expect("it found the drift and said what drifted", monitoring is { IsDrift: true, Reasons.Count: > 0 });
        Expect("the drift alarm went to ALARM", await Stage.AlarmIsAsync(Alarm, "ALARM", cancellationToken));

        var run = await WatchAsync("CloudWatch alarm → EventBridge → drift Lambda", cancellationToken);
        Expect("the alarm's state change started a retraining", run?.Trigger?.Cause is Domain.Triggers.RetrainCause.Drift);
        await CheckRunAsync(champion.Run, run, cancellationToken);
        if (run?.Outcome is RunOutcome.Deployed)
        {
            var after = await PredictAsync(run.Run, NextYear, cancellationToken);
            Expect(
                string.Create(CultureInfo.InvariantCulture, $"the error on {NextYear}, which neither model had seen, fell from {before.Metrics["mae"]:0.000} to {after.Metrics["mae"]:0.000}"),
                after.Metrics["mae"] < before.Metrics["mae"]);
            await NextDayAsync(cancellationToken);
        }
    }

    private async Task CheckRunAsync(string champion, RunRecord? run, CancellationToken cancellationToken)
    {
        var evaluation = run is null ? null : await Stage.ReadAsync($"runs/{Stage.Pipeline}/{run.Run}/evaluate/evaluation.json", DomainJson.Wire.EvaluationReport, cancellationToken);
        Expect("the challenger beat the champion on the newer holdout", Beats(evaluation, champion));
        Expect("the endpoint serves it", await Stage.ServesAsync(run?.Run, cancellationToken));
    }

    private static bool Beats(EvaluationReport? evaluation, string champion) =>
        evaluation?.Champion is { } old && old.Run == champion && evaluation.Challenger.Metrics["mae"] < old.Metrics["mae"];

    // Whatever the new champion's requests look like: without anything new to learn from, there is nothing to start.
    private async Task NextDayAsync(CancellationToken cancellationToken)
    {
        await Stage.PassDayAsync("another day passes", cancellationToken);
        var monitoring = await Stage.WatchMonitorAsync(cancellationToken);
        Expect(
            monitoring.IsDrift ? $"a retraining that cannot help is not started: {monitoring.Because}" : "the day after, the new champion shows no drift",
            monitoring.Response == (monitoring.IsDrift ? "nothing-new" : "none") && (await Stage.StartedRunsAsync(cancellationToken)).Count == 0);
    }
}
