using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Demo;

/// <summary>Three years of data arrive in a burst and become a served model; the next year arrives and challenges it.</summary>
internal sealed class UploadStory(Stage stage) : Story(stage)
{
    private const int FirstYear = 2001;
    private const int LastTrainingYear = 2003;
    private const int NextYear = 2004;
    private const int YearAfter = 2005;
    private const string How = "EventBridge → upload Lambda";

    protected override string Name => "upload";

    protected override async Task TellAsync(CancellationToken cancellationToken)
    {
        Title($"{FirstYear} to {LastTrainingYear} arrive, all at once");
        await Stage.DropAsync("incoming", Stage.Sample.Months(FirstYear, LastTrainingYear), cancellationToken);
        var first = await WatchAsync(How, cancellationToken);
        await CheckFirstAsync(first, cancellationToken);
        if (first is not { Outcome: RunOutcome.Deployed })
        {
            return;
        }

        await AnswerAsync(first.Run, NextYear, 366, cancellationToken);

        Title($"{NextYear} arrives");
        await Stage.DropAsync("incoming", Stage.Sample.Months(NextYear, NextYear), cancellationToken);
        var second = await WatchAsync(How, cancellationToken);
        await CheckSecondAsync(first, second, cancellationToken);
        await AnswerAsync(second?.Outcome is RunOutcome.Deployed ? second.Run : first.Run, YearAfter, 365, cancellationToken);
    }

    private async Task CheckFirstAsync(RunRecord? run, CancellationToken cancellationToken)
    {
        Expect("one burst of 36 files made one training", await Stage.CountTrainingsAsync(cancellationToken) == 1);
        Expect("the gate passed the model and said why", run?.Gate is { Verdict: GateDecision.Passed, Reasons.Count: > 0 });
        Expect("the model is registered and approved", await Stage.IsApprovedAsync(run?.Package, cancellationToken));
        Expect("the endpoint serves this run's model", await Stage.ServesAsync(run?.Run, cancellationToken));
    }

    private async Task CheckSecondAsync(RunRecord first, RunRecord? second, CancellationToken cancellationToken)
    {
        Expect("the further year made one more training", await Stage.CountTrainingsAsync(cancellationToken) == 2);
        var evaluation = second is null ? null : await Stage.ReadAsync($"runs/{Stage.Pipeline}/{second.Run}/evaluate/evaluation.json", DomainJson.Wire.EvaluationReport, cancellationToken);
        Expect("challenger and champion were measured on the same holdout", evaluation?.Champion?.Run == first.Run);
        Expect(
            "the challenger replaced the champion, or was refused with the reason",
            second is { Outcome: RunOutcome.Deployed } or { Outcome: RunOutcome.Refused, Gate.Reasons.Count: > 0 });
        Expect("the endpoint serves the winner", await Stage.ServesAsync(second?.Outcome is RunOutcome.Deployed ? second.Run : first.Run, cancellationToken));
    }

    private async Task AnswerAsync(string run, int year, int days, CancellationToken cancellationToken)
    {
        var prediction = await PredictAsync(run, year, cancellationToken);
        Expect($"the endpoint answered every row of {year}", prediction.Rows == days);
    }
}
