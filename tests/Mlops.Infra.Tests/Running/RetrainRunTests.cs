using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Execution;

namespace Mlops.Infra.Tests.Running;

/// <summary>The synthesized Retrain machine, run.</summary>
public sealed class RetrainRunTests(SynthFixture synth)
{
    private const string Stale = """{ "ExecutionArn": "arn:x", "Output": { "outcome": "stale", "endpoint": "e", "config": "c" } }""";
    private const string Deployed = """{ "ExecutionArn": "arn:x", "Output": { "outcome": "deployed", "endpoint": "e", "config": "c" } }""";

    private static readonly string[] Tasks =
    [
        "CheckQuiet", "Admit", "Snapshot", "Prepare", "ReadPrepared", "Train", "Champion", "Evaluate", "Gate", "Register", "RecordRegistration", "Deploy",
    ];

    private static readonly string[] Asked = ["LookUpPrepare", "KeepPrepare", "LookUpTrain", "KeepTrain", "LookUpEvaluate", "KeepEvaluate"];

    private static readonly Scenario[] All =
    [
        new("all goes well", "Deployed"),
        new Scenario("uploads go on for a while", "Deployed").With("CheckQuiet", """{ "quiet": false, "wait": 60 }""", """{ "quiet": true, "wait": 0 }"""),
        new Scenario("another run trains first", "Deployed").With(
            "Admit", """{ "status": "busy", "run": "r", "wait": 30 }""", """{ "status": "admitted", "run": "2601010000-0123456", "wait": 0, "hyperparameters": {}, "only": null, "approval": "Approved", "definition": "d" }"""),
        new Scenario("a newer request covers this", "Superseded").With("Admit", """{ "status": "superseded", "run": "r", "wait": 0, "supersededBy": "x" }"""),
        new Scenario("nothing new", "Unchanged").With("Snapshot", """{ "status": "unchanged", "dataset": "d1", "files": 36, "bytes": 1000, "sameAs": "r0" }"""),
        new Scenario("nothing at all", "NotEnoughData").With("Snapshot", """{ "status": "empty", "dataset": "d0", "files": 0, "bytes": 0, "sameAs": null }"""),
        new Scenario("bad data", "DataRejected").With("ReadPrepared", Prepared("rejected")),
        new Scenario("little data", "NotEnoughData").With("ReadPrepared", Prepared("not-enough-data")),
        new Scenario("a refused model that a person let pass", "Deployed").With("Gate", """{ "verdict": "overridden", "reasons": ["worse"], "metrics": {}, "model": "m1", "note": "overridden by Ada: fine" }"""),
        new Scenario("a worse model", "Refused").With("Gate", """{ "verdict": "refused", "reasons": ["worse"], "metrics": {}, "model": "m1" }"""),
        new Scenario("the champion moved once", "Deployed").With("Deploy", Stale, Deployed),
        Manual("somebody approves", "Deployed"),
        Manual("somebody rejects", "Declined").With("DecideApproval", Decided("declined")),
        Manual("a newer model was approved", "Superseded").With("DecideApproval", Decided("superseded")),
        Manual("nobody answers at first", "Deployed").With("AskApproval", "!States.Timeout: nobody"),
        Manual("nobody answers at all", "Expired").With("AskApproval", "!States.Timeout: nobody").With("EscalateApproval", "!States.Timeout: nobody").With("DecideApproval", Decided("expired")),
        Manual("an approval is taken back and given again", "Deployed").With("DecideApproval", Decided("waiting"), Decided("approved")),
        Manual("somebody is woken for nothing", "Deployed").With("DecideApproval", WokenForNothing, Decided("approved")),
        Manual("the champion moved after the approval", "Deployed").With("Deploy", Stale, Deployed),
        Manual("an approval is taken back before a later round", "Declined").With("Deploy", Stale, Deployed).With("DecideApproval", Decided("approved"), Decided("declined")),
        .. new[] { "AskApproval", "DecideApproval" }.Select(task => Manual($"{task} fails", "Failed").With(task, "!Broken: disk full")),
        Manual("EscalateApproval fails", "Failed").With("AskApproval", "!States.Timeout: nobody").With("EscalateApproval", "!Broken: disk full"),
        new Scenario("the champion keeps moving", "Failed").With("Deploy", Stale),
        new Scenario("prepare was stopped", "Failed").With("Prepare", """{ "ProcessingJobStatus": "Stopped" }"""),
        new Scenario("training was stopped", "Failed").With("Train", """{ "TrainingJobStatus": "Stopped" }"""),
        new Scenario("evaluate was stopped", "Failed").With("Evaluate", """{ "ProcessingJobStatus": "Stopped" }"""),
        .. new[] { "Prepare", "Train", "Evaluate" }.Select(step => new Scenario($"{step} is in the cache", "Deployed").With(
            $"LookUp{step}", """{ "verdict": "hit", "reason": "equal", "key": "k", "job": { "ModelArtifacts": { "S3ModelArtifacts": "s3://a/m" } } }""")),
        .. new[] { "prepare", "train", "evaluate" }.Select(step => new Scenario($"only {step}", "Partial").With(
            "Admit", $$"""{ "status": "admitted", "run": "2601010000-0123456", "wait": 0, "hyperparameters": {}, "only": "{{step}}" }""")),
        .. Asked.Select(task => new Scenario($"{task} fails and is done without", "Deployed").With(task, "!Broken: disk full")),
        new Scenario("the lease is lost", "Failed").With("LookUpTrain", "!LeaseLostException: taken over"),
        new Scenario("record fails", "NotRecorded").With("Record", "!Broken: disk full"),
        .. Tasks.Select(task => new Scenario($"{task} fails", "Failed").With(task, "!Broken: disk full")),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Retrain_InEachScenario_EndsAsItShould(string name)
    {
        var scenario = All.Single(each => each.Name == name);

        var (run, outcome) = await RunAsync(scenario);

        Assert.Equal(scenario.End, run.Entered[^1]);
        Assert.Equal(outcome is ExecutionOutcome.Failed, (string)synth.Retrain.State(scenario.End)["Type"]! == "Fail");
    }

    [Fact]
    public async Task Retrain_OverAllScenarios_EntersEveryState()
    {
        var entered = new HashSet<string>();
        foreach (var scenario in All)
        {
            entered.UnionWith((await RunAsync(scenario)).Run.Entered);
        }

        Assert.Empty(synth.Retrain.States.Keys.Except(entered));
    }

    [Fact]
    public async Task Retrain_AfterAnError_RecordsTheFailureWithItsState()
    {
        var (run, outcome) = await RunAsync(All.Single(each => each.Name == "Train fails"));

        var record = run.Calls.Single(call => call.State == "Record").Parameters;
        Assert.Equal("failed", (string)record["outcome"]!);
        Assert.Equal("Broken", (string)record["state"]!["error"]!["Error"]!);
        Assert.Equal("2601010000-0123456", (string)record["state"]!["admission"]!["run"]!);
        Assert.Equal("Broken: disk full", Assert.IsType<ExecutionOutcome.Failed>(outcome).Error.Cause);
    }

    [Fact]
    public async Task Retrain_OfRejectedData_FailsWithTheReason()
    {
        var (_, outcome) = await RunAsync(All.Single(each => each.Name == "bad data"));

        var failed = Assert.IsType<ExecutionOutcome.Failed>(outcome);
        Assert.Equal("DataRejected", failed.Error.Error);
        Assert.Equal("because", failed.Error.Cause);
    }

    [Fact]
    public async Task Retrain_WithARequestsHyperparameters_TrainsWithThem()
    {
        var (run, _) = await RunAsync(All[0]);

        Assert.Equal("""{"num_iterations":"7"}""", run.Calls.Single(call => call.State == "Train").Parameters["HyperParameters"]!.ToJsonString());
    }

    [Fact]
    public async Task Retrain_WithAStepFromTheCache_DoesNotRunItsJob()
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == "Train is in the cache"));

        Assert.DoesNotContain(run.Calls, call => call.State is "Train" or "KeepTrain");
        Assert.Equal("s3://a/m", (string)run.Calls.Single(call => call.State == "Evaluate").Parameters["ProcessingInputs"]!.AsArray()
            .Single(input => (string)input!["InputName"]! == "challenger")!["S3Input"]!["S3Uri"]!);
    }

    [Fact]
    public async Task Retrain_AfterACacheThatFailed_TellsKeepAndRecordOfTheError()
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == "LookUpTrain fails and is done without"));

        Assert.Equal("Broken", (string)run.Calls.Single(call => call.State == "KeepTrain").Parameters["cached"]!["Error"]!);
        Assert.Equal("Broken", (string)run.Calls.Single(call => call.State == "Record").Parameters["state"]!["cached"]!["train"]!["Error"]!);
    }

    [Fact]
    public async Task Retrain_WhenThrottled_TriesUnderANewJobName()
    {
        var scenario = new Scenario("throttled", "Deployed").With(
            "Train", "!SageMaker.AmazonSageMakerException: Rate exceeded", """{ "TrainingJobStatus": "Completed", "ModelArtifacts": { "S3ModelArtifacts": "s3://a/m" } }""");

        var (run, _) = await RunAsync(scenario);

        Assert.Equal(
            ["ridership-2601010000-0123456-train-0-0", "ridership-2601010000-0123456-train-0-1"],
            run.Calls.Where(call => call.State == "Train").Select(call => (string)call.Parameters["TrainingJobName"]!));
    }

    [Fact]
    public async Task Retrain_WhenTheChampionMoved_EvaluatesAgainAndRegistersOnce()
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == "the champion moved once"));

        Assert.Equal(
            ["ridership-2601010000-0123456-evaluate-1-0-0", "ridership-2601010000-0123456-evaluate-2-0-0"],
            run.Calls.Where(call => call.State == "Evaluate").Select(call => (string)call.Parameters["ProcessingJobName"]!));
        Assert.Single(run.Calls, call => call.State == "Register");
    }

    [Fact]
    public async Task Retrain_WhenTheChampionMovedAfterTheApproval_AsksNobodyTwice()
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == "the champion moved after the approval"));

        Assert.Single(run.Calls, call => call.State == "AskApproval");
        Assert.Equal(2, run.Calls.Count(call => call.State == "DecideApproval"));
    }

    [Fact]
    public async Task Retrain_WhenTimeRanOut_TellsTheFunctionSo()
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == "nobody answers at all"));

        Assert.True((bool)run.Calls.Single(call => call.State == "DecideApproval").Parameters["answer"]!["timedOut"]!);
        Assert.Equal([false, true], run.Calls.Where(call => call.State is "AskApproval" or "EscalateApproval").Select(call => (bool)call.Parameters["Payload"]!["again"]!));
    }

    [Theory]
    [InlineData("somebody is woken for nothing", false)]
    [InlineData("an approval is taken back and given again", true)]
    public async Task Retrain_ThatWasWokenForNothing_AsksAsBeforeUntilItIsTimeToEscalate(string name, bool again)
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == name));

        Assert.Equal([false, again], run.Calls.Where(call => call.State is "AskApproval" or "EscalateApproval").Select(call => (bool)call.Parameters["Payload"]!["again"]!));
    }

    [Fact]
    public async Task Retrain_WithTheInputOfAnOlderTrigger_TakesDefaultsAndKeepsWhatIsGiven()
    {
        var run = new MachineRun(synth.Retrain, (state, call, _) => All[0].Answer("retrain", state, call));

        await run.RunAsync(new JsonObject { ["pipeline"] = "ridership", ["cause"] = "upload", ["request"] = "r", ["notBefore"] = "2026-01-01T00:01:05Z", ["force"] = true });

        var admitted = run.Calls.Single(call => call.State == "Admit").Parameters.AsObject();
        Assert.Equal("Deployed", run.Entered[^1]);
        Assert.Equal((true, "r", "on"), ((bool)admitted["force"]!, (string)admitted["request"]!, (string)admitted["cache"]!));
        Assert.All(new[] { "from", "only", "override", "requestedBy" }, name => Assert.True(admitted.TryGetPropertyValue(name, out var value) && value is null));
        Assert.Empty(admitted["parameters"]!.AsObject());
    }

    private static Scenario Manual(string name, string end) => new Scenario(name, end).With(
        "Admit", """{ "status": "admitted", "run": "2601010000-0123456", "wait": 0, "hyperparameters": {}, "only": null, "approval": "PendingManualApproval", "definition": "d" }""");

    private static string Decided(string status) => $$"""{ "status": "{{status}}", "by": "ada", "at": "2026-01-01T00:20:00Z", "reason": "so", "escalates": true }""";

    private static string WokenForNothing => """{ "status": "waiting", "by": null, "at": null, "reason": null, "escalates": false }""";

    private static string Prepared(string status)
        => new JsonObject { ["Body"] = $$"""{ "status": "{{status}}", "reason": "because", "problems": [] }""" }.ToJsonString();

    private async Task<(MachineRun Run, ExecutionOutcome Outcome)> RunAsync(Scenario scenario)
    {
        var run = new MachineRun(synth.Retrain, (state, call, _) => scenario.Answer("retrain", state, call));
        var outcome = await run.RunAsync(new JsonObject
        {
            ["pipeline"] = "ridership",
            ["cause"] = "upload",
            ["request"] = "upload-20260101T000000Z",
            ["notBefore"] = "2026-01-01T00:01:05Z",
            ["force"] = false,
            ["parameters"] = new JsonObject(),
            ["requestedBy"] = null,
            ["from"] = null,
            ["only"] = null,
            ["cache"] = "on",
            ["override"] = null,
        });
        return (run, outcome);
    }
}
