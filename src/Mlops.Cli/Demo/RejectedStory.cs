using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Domain.Training;

namespace Mlops.Cli.Demo;

/// <summary>A file arrives whose column changed its type: it goes to quarantine, the run is rejected with the place of every problem, the champion keeps serving, and nothing tries it again.</summary>
internal sealed class RejectedStory(Stage stage) : Story(stage)
{
    private const string File = "2009-01.csv";
    private const string Column = "temp";

    protected override string Name => "rejected";

    protected override async Task TellAsync(CancellationToken cancellationToken)
    {
        Title("a file that breaks the data contract arrives");
        var champion = await Stage.ReadAsync($"champions/{Stage.Pipeline}.json", DomainJson.Wire.ChampionPointer, cancellationToken);
        var trainings = await Stage.CountTrainingsAsync(cancellationToken);
        await Stage.DropAsync("incoming", new Dictionary<string, string> { [File] = Stage.Sample.Damaged(2009, Column, rows: 31) }, cancellationToken);

        var run = await WatchAsync("EventBridge → upload Lambda", cancellationToken);
        Expect("the run ended as DataRejected", run is { Outcome: RunOutcome.Rejected, Error.Error: "DataRejected" });
        var report = run is null ? null : await Stage.ReadAsync($"runs/{Stage.Pipeline}/{run.Run}/prepare/prepare.json", DomainJson.Wire.PrepareReport, cancellationToken);
        Expect("its report names the file, the column, the rule and the rows", report?.Contract is { } contract && contract.Findings.Any(IsNamed));
        Expect("the rows are in quarantine, with a report", await Stage.IsQuarantinedAsync(run?.Data, cancellationToken));
        Expect("nothing was trained", await Stage.CountTrainingsAsync(cancellationToken) == trainings);
        Expect("the champion keeps serving", await Stage.ServesAsync(champion?.Run, cancellationToken));

        await ScheduleStory.PassUntilScheduleAsync(Stage, cancellationToken);
        var again = await WatchAsync("EventBridge schedule → schedule Lambda", cancellationToken);
        Expect("the next schedule does not try the same broken data again", again is { Outcome: RunOutcome.Unchanged, Steps.Count: 0 } && again.Dataset?.SameAs == run?.Run);
    }

    private static bool IsNamed(ContractFinding finding) =>
        finding is { File: $"incoming/{Stage.Pipeline}/{File}", Column: Column, Rule: DataRules.Type, Count: 31, Rows: "2–32" };
}
