using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;

namespace Mlops.Cli.Demo;

/// <summary>The weekly schedule fires and finds nothing new.</summary>
internal sealed class ScheduleStory(Stage stage) : Story(stage)
{
    protected override string Name => "schedule";

    protected override async Task TellAsync(CancellationToken cancellationToken)
    {
        Title("a week has passed");
        var trainings = await Stage.CountTrainingsAsync(cancellationToken);
        await PassUntilScheduleAsync(Stage, cancellationToken);
        var run = await WatchAsync("EventBridge schedule → schedule Lambda", cancellationToken);
        Expect("the schedule started a run", run?.Trigger?.Cause is RetrainCause.Schedule);
        Expect("it ended as unchanged, and names the run that it would only repeat", run is { Outcome: RunOutcome.Unchanged, Dataset.SameAs: not null });
        Expect("before any compute", run?.Steps.Count == 0 && await Stage.CountTrainingsAsync(cancellationToken) == trainings);
    }

    /// <summary>Lets days pass, each with its monitoring, until the schedule has started a run: a week at most.</summary>
    public static async Task PassUntilScheduleAsync(Stage stage, CancellationToken cancellationToken)
    {
        for (var day = 1; day <= 7 && !await stage.HasStartedAsync("schedule-", cancellationToken); day++)
        {
            await stage.PassDayAsync($"day {day}", cancellationToken);
            await stage.MonitorEndedAsync(cancellationToken);
        }
    }
}
