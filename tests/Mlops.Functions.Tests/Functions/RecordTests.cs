using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Mlops.Domain.Runs;
using Mlops.Functions.Hosting;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class RecordTests
{
    private static readonly string Run = World.RunOf(World.Execution("upload-20260101T000000Z"));

    private static readonly object Complete = new
    {
        pipeline = "ridership",
        cause = "upload",
        request = "upload-20260101T000000Z",
        notBefore = World.Start,
        force = false,
        parameters = new { },
        admission = new { status = "admitted", run = Run, supersededBy = (string?)null },
        prepare = new { ProcessingJobName = "p-job", ProcessingJobArn = "arn:p", ProcessingJobStatus = "Completed", ProcessingStartTime = 1767225700123, ProcessingEndTime = 1767225760000 },
        train = new { TrainingJobName = "t-job", TrainingJobArn = "arn:t", TrainingJobStatus = "Completed", TrainingStartTime = "2026-01-01T00:03:00Z", TrainingEndTime = 1767225960.5, BillableTimeInSeconds = 61 },
        package = new { ModelPackageArn = "arn:package/1" },
        deployment = new { outcome = "deployed", endpoint = "mlops-ridership", config = "mlops-ridership-r" },
    };

    [Fact]
    public async Task Record_Deployed_ClosesTheRunWithAllThatTheMachineKnows()
    {
        var world = await SnapshottedAsync();

        var answer = await RecordAsync(world, "deployed", Complete);

        Assert.Equal($$"""{"run":"{{Run}}","outcome":"deployed"}""", answer.ToJsonString());
        var run = world.Run("upload-20260101T000000Z");
        Assert.Equal((RunOutcome.Deployed, World.Start.AddSeconds(200), "arn:package/1", "deployed"), (run.Outcome, run.ClosedAt, run.Package, run.Deployment!.Outcome));
        Assert.Equal(["prepare", "train"], run.Steps.Select(step => step.Step));
        Assert.Equal((DateTimeOffset.FromUnixTimeMilliseconds(1767225700123), 61), (run.Steps[0].StartedAt, run.Steps[1].BillableSeconds));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1767225960500), run.Steps[1].EndedAt);
        Assert.Null(world.Holder());
        Assert.Contains($"\"run\":\"{Run}\"", world.Artifact("runs/ridership/last-verdict.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_Registered_KeepsTheVerdictFreesTheLeaseAndLeavesTheRunOpen()
    {
        var world = await SnapshottedAsync();

        await RecordAsync(world, "registered", Complete);

        Assert.Null(world.Run("upload-20260101T000000Z").Outcome);
        Assert.Null(world.Holder());
        Assert.Contains($"\"run\":\"{Run}\"", world.Artifact("runs/ridership/last-verdict.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deployed", true)]
    [InlineData("failed", true)]
    [InlineData("registered", false)]
    public async Task Record_OfARunThatIsOver_MarksTheRowsThatOnlyItNeeded(string outcome, bool isMarked)
    {
        var world = await SnapshottedAsync();
        foreach (var name in new[] { "prepare/train/train.csv", "prepare/validation/validation.csv", "prepare/holdout/holdout.csv", "prepare/baseline.json", "train/t/output/model.tar.gz" })
        {
            world.S3.Upload(World.Artifacts, $"runs/ridership/{Run}/{name}", "x");
        }

        await RecordAsync(world, outcome, Complete);

        string[] marked = ["prepare/holdout/holdout.csv", "prepare/train/train.csv", "prepare/validation/validation.csv"];
        Assert.Equal(isMarked ? marked.Select(name => $"{World.Artifacts}/runs/ridership/{Run}/{name}") : [], world.S3.Tags.Keys.Order(StringComparer.Ordinal));
        Assert.All(world.S3.Tags.Values, tags => Assert.Equal("mlops:lifecycle=step-output", tags));
    }

    [Fact]
    public async Task Record_Repeated_KeepsTheFirstEnding()
    {
        var world = await SnapshottedAsync();
        await RecordAsync(world, "deployed", Complete);

        await RecordAsync(world, "failed", new { admission = new { run = Run }, error = new { Error = "States.TaskFailed", Cause = "later" } });

        Assert.Equal((RunOutcome.Deployed, (RunError?)null), (world.Run("upload-20260101T000000Z").Outcome, world.Run("upload-20260101T000000Z").Error));
    }

    [Fact]
    public async Task Record_Failed_KeepsTheErrorAndNoVerdict()
    {
        var world = await SnapshottedAsync();

        await RecordAsync(world, "failed", new { admission = new { run = Run }, error = new { Error = "States.TaskFailed", Cause = new string('x', 10_000) } });

        var error = world.Run("upload-20260101T000000Z").Error!;
        Assert.Equal(("States.TaskFailed", 4001), (error.Error, error.Cause!.Length));
        Assert.Null(world.Artifact("runs/ridership/last-verdict.json"));
    }

    [Fact]
    public async Task Record_DataRejected_KeepsTheReason()
    {
        var world = await SnapshottedAsync();

        await RecordAsync(world, "rejected", new { admission = new { run = Run }, outcome = new { name = "rejected", reason = "A column is missing." } });

        Assert.Equal(new RunError("DataRejected", "A column is missing."), world.Run("upload-20260101T000000Z").Error);
    }

    [Fact]
    public async Task Record_SupersededRun_GetsARecordOfItsOwn()
    {
        var world = await SnapshottedAsync();
        var run = World.RunOf(World.Execution("upload-2"));

        await world.RecordAsync("upload-2", "superseded", new { cause = "upload", request = "upload-2", admission = new { run, supersededBy = "arn:3" } });

        Assert.Equal((RunOutcome.Superseded, "arn:3", "upload-2"), (world.Run("upload-2").Outcome, world.Run("upload-2").SupersededBy, world.Run("upload-2").Trigger!.Request));
        Assert.NotNull(world.Holder());
    }

    [Fact]
    public async Task Record_FailedBeforeAdmit_HasNoRun() =>
        Assert.Equal("""{"run":null,"outcome":"failed"}""", (await new World().RecordAsync("upload-1", "failed", new { cause = "upload" })).ToJsonString());

    [Fact]
    public async Task Record_FailedBeforeAdmitWithItsStart_GetsARecord()
    {
        var world = new World();
        var execution = World.Execution("upload-9");

        await world.InvokeAsync("record", new { pipeline = "ridership", execution, startedAt = World.Start, now = World.Start.AddSeconds(5), outcome = "failed", state = new { cause = "upload", request = "upload-9", error = new { Error = "E", Cause = "why" } } });

        Assert.Equal((RunOutcome.Failed, new RunError("E", "why"), "upload-9"), (world.Run("upload-9").Outcome, world.Run("upload-9").Error, world.Run("upload-9").Trigger!.Request));
    }

    [Fact]
    public async Task Record_SlowOlderRun_DoesNotOverwriteTheNewerVerdict()
    {
        var world = await SnapshottedAsync();
        world.S3.Upload(World.Artifacts, "runs/ridership/last-verdict.json", """{"run":"0001010000-0000000","admittedAt":"2027-01-01T00:00:00Z","dataset":"d","definition":"p","image":"i"}""");

        await RecordAsync(world, "deployed", Complete);

        Assert.Contains("0001010000-0000000", world.Artifact("runs/ridership/last-verdict.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed.json", RunOutcome.Failed, "States.Runtime")]
    [InlineData("aborted.json", RunOutcome.Failed, "Aborted")]
    [InlineData("timed-out.json", RunOutcome.Failed, "States.Timeout")]
    [InlineData("data-rejected.json", RunOutcome.Rejected, "DataRejected")]
    public async Task Close_ExecutionThatBypassedRecord_ClosesItsRun(string example, RunOutcome outcome, string error)
    {
        var world = await SnapshottedAsync();

        var answer = await world.InvokeAsync("close", RepoFiles.Read($"events/execution-status-change/{example}"));

        Assert.Equal(Run, (string)answer["run"]!);
        Assert.Equal((outcome, error), (world.Run("upload-20260101T000000Z").Outcome, world.Run("upload-20260101T000000Z").Error!.Error));
        Assert.Null(world.Holder());
    }

    [Fact]
    public async Task Close_AfterRecord_ChangesNothing()
    {
        var world = await SnapshottedAsync();
        await RecordAsync(world, "refused", Complete);

        var answer = await world.InvokeAsync("close", RepoFiles.Read("events/execution-status-change/failed.json"));

        Assert.Equal("refused", (string)answer["outcome"]!);
        Assert.Null(world.Run("upload-20260101T000000Z").Error);
    }

    [Fact]
    public async Task Close_ExecutionThatNeverBegan_HasNothingToClose() =>
        Assert.Equal("""{"run":null,"outcome":"failed"}""", (await new World().InvokeAsync("close", RepoFiles.Read("events/execution-status-change/aborted.json"))).ToJsonString());

    [Fact]
    public async Task Close_SucceededExecution_IsLeftAlone()
    {
        var world = await SnapshottedAsync();

        await world.InvokeAsync("close", RepoFiles.Read("events/execution-status-change/succeeded.json"));

        Assert.Null(world.Run("upload-20260101T000000Z").Outcome);
        Assert.NotNull(world.Holder());
    }

    [Theory]
    [InlineData("failed.json")]
    [InlineData("timed-out.json")]
    public async Task Close_UploadsRunThatFailedBeforeItsSnapshot_IsStartedAnewLater(string example)
    {
        var world = new World();
        await world.AdmitAsync("upload-20260101T000000Z");
        world.StepFunctions.End(World.Execution("upload-20260101T000000Z"), ExecutionStatus.FAILED);

        await world.InvokeAsync("close", RepoFiles.Read($"events/execution-status-change/{example}"));
        await world.InvokeAsync("close", RepoFiles.Read($"events/execution-status-change/{example}"));

        Assert.Equal(["upload-20260101T000000Z", "upload-20260101T000000Z-r1"], world.StepFunctions.Started);
        Assert.Contains("\"notBefore\":\"2026-01-01T00:01:10Z\"", world.StepFunctions.Input("upload-20260101T000000Z-r1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_RunThatAPersonStopped_IsNotStartedAnew()
    {
        var world = new World();
        await world.AdmitAsync("upload-20260101T000000Z");
        world.StepFunctions.End(World.Execution("upload-20260101T000000Z"), ExecutionStatus.ABORTED);

        await world.InvokeAsync("close", RepoFiles.Read("events/execution-status-change/aborted.json"));

        Assert.Single(world.StepFunctions.Started);
    }

    [Fact]
    public async Task Close_RunThatAPersonAskedFor_IsNotStartedAnew()
    {
        var world = new World();
        await world.AdmitAsync("upload-20260101T000000Z", "manual");
        world.StepFunctions.End(World.Execution("upload-20260101T000000Z"), ExecutionStatus.FAILED);

        await world.InvokeAsync("close", RepoFiles.Read("events/execution-status-change/failed.json"));

        Assert.Single(world.StepFunctions.Started);
    }

    [Fact]
    public async Task Close_RunThatHasItsSnapshot_IsNotStartedAnew()
    {
        var world = await SnapshottedAsync();
        world.StepFunctions.End(World.Execution("upload-20260101T000000Z"), ExecutionStatus.FAILED);

        await world.InvokeAsync("close", RepoFiles.Read("events/execution-status-change/failed.json"));

        Assert.Single(world.StepFunctions.Started);
    }

    [Theory]
    [InlineData("failed.json")]
    [InlineData("aborted.json")]
    public async Task Close_RunThatThePointerNames_WasDeployed(string example)
    {
        var world = await SnapshottedAsync();
        world.PutChampion(Run);

        await world.InvokeAsync("close", RepoFiles.Read($"events/execution-status-change/{example}"));

        var run = world.Run("upload-20260101T000000Z");
        Assert.Equal((RunOutcome.Deployed, null, $"mlops-ridership-{Run}", "arn:package"), (run.Outcome, run.Error, run.Deployment!.Config, run.Package));
    }

    [Fact]
    public async Task Close_AbortedDeployment_FreesTheEndpoint()
    {
        var world = new World();
        var execution = world.StepFunctions.Run("2601010000-0000000-1-0", "{}", World.Start, World.DeployMachine);
        await world.InvokeAsync("admit-deployment", new { pipeline = "ridership", run = "r2", execution, now = World.Start, startedAt = World.Start, champion = "none" });

        await world.InvokeAsync("close", RepoFiles.Read("events/execution-status-change/deployment-aborted.json"));

        Assert.Null(world.Holder("leases/ridership/endpoint.json"));
    }

    [Fact]
    public async Task Close_ConformanceEvents_AreLeftAloneOrRefusedWithAReason()
    {
        Assert.SkipUnless(Directory.Exists(RepoFiles.Conformance), "The conformance cases are not beside this repository.");

        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepoFiles.Conformance, "events/stepfunctions"), "*.json"))
        {
            var json = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            if ((string?)JsonNode.Parse(json)!["source"] == "aws.states")
            {
                Assert.Equal("""{"run":null,"outcome":null}""", (await new World().InvokeAsync("close", json)).ToJsonString());
            }
            else
            {
                var exception = await Assert.ThrowsAsync<MalformedEventException>(() => new World().InvokeAsync("close", json));
                Assert.Contains("detail.executionArn", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    private static Task<JsonNode> RecordAsync(World world, string outcome, object state) => world.RecordAsync("upload-20260101T000000Z", outcome, state);

    private static async Task<World> SnapshottedAsync()
    {
        var world = new World();
        await world.AdmitAsync("upload-20260101T000000Z");
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "one");
        await world.SnapshotAsync("upload-20260101T000000Z");
        return world;
    }
}
