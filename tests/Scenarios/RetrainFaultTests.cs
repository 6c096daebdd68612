using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Each call of the Retrain machine goes wrong: once, and the run does not mind; for good, and the run says why, gives its lease back and leaves the champion alone.</summary>
public sealed class RetrainFaultTests(TroubledCloud troubled) : IClassFixture<TroubledCloud>
{
    private static readonly Place[] Places =
    [
        Place.Function("CheckQuiet", "FunctionsSettleFunction"),
        Place.Function("Admit", "FunctionsAdmitFunction"),
        Place.Function("Snapshot", "FunctionsSnapshotFunction"),
        Place.Service("Prepare", "sagemaker", "CreateProcessingJob", "-prepare-"),
        Place.Service("ReadPrepared", "s3", "GetObject", "prepare/prepare.json"),
        Place.Service("Train", "sagemaker", "CreateTrainingJob"),
        Place.Function("Champion", "FunctionsChampionFunction"),
        Place.Service("Evaluate", "sagemaker", "CreateProcessingJob", "-evaluate-"),
        Place.Function("Gate", "FunctionsGateFunction"),
        Place.Service("Register", "sagemaker", "CreateModelPackage"),
        Place.Function("RecordRegistration", "\"outcome\":\"registered\""),
        Place.Service("Deploy", "stepfunctions", "StartExecution", "mlops-ridership-deploy"),
        Place.Function("Record", "\"outcome\":\"deployed\""),
    ];

    public static TheoryData<string> States => [.. Places.Select(place => place.State)];

    [Fact]
    public async Task EveryCall_ThatFailsOnce_IsTriedAgainAndTheRunDeploys()
    {
        troubled.Require();
        var faults = Places.Select(place => troubled.Faults.Add(place.Passing())).ToList();

        var run = await troubled.Driver.EndedAsync(await troubled.Driver.StartAsync("manual-passing", force: true));

        Assert.All(faults.Zip(Places), each => Assert.True(each.First.Hits == 1, $"{each.Second}: {each.First.Hits}"));
        Assert.True(run.Run.Outcome is RunOutcome.Deployed, run.ToString());
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Call_ThatFailsForGood_FailsTheRunWithItsError(string state)
    {
        troubled.Require();
        var champion = await troubled.Driver.ChampionAsync();
        var fault = troubled.Faults.Add(Places.Single(place => place.State == state).Lasting());

        var execution = await troubled.Driver.StartAsync($"manual-{state}", force: true);
        var ended = await troubled.Driver.EndedAsync(execution);
        var closed = await troubled.Driver.ClosedAsync(execution);

        Assert.True(fault.Hits > 0);
        Assert.Equal("FAILED", ended.Execution.Status.Value);
        if (state == "Record")
        {
            // The pointer had moved: what close finds is a deployed run.
            Assert.Equal((RunOutcome.Deployed, "NotRecorded", closed.Run.Run), (closed.Run.Outcome, ended.Execution.Error, (await troubled.Driver.ChampionAsync())!.Run));
        }
        else
        {
            Assert.Equal(RunOutcome.Failed, closed.Run.Outcome);
            Assert.Matches("InvalidPayloadException|SdkClientException", closed.Run.Error!.Error);
            Assert.Equal(champion, await troubled.Driver.ChampionAsync());
        }

        await troubled.Driver.FreeAsync("training");
        await troubled.Driver.FreeAsync("endpoint");
        Assert.NotEmpty(await troubled.Driver.PredictAsync(Ridership.Questions("2003-01")));
    }
}
