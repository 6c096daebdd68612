using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Functions.Admit;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class AdmitTests
{
    [Fact]
    public async Task HandleAsync_FreeLease_AdmitsAndWritesDefinitionAndRun()
    {
        var world = new World();

        var answer = await world.AdmitAsync("upload-1");

        var run = World.RunOf(World.Execution("upload-1"));
        Assert.StartsWith($$"""{"status":"admitted","run":"{{run}}","wait":0,"supersededBy":null,"only":null,"hyperparameters":{"seed":"1",""", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.EndsWith("\"problem\":\"regression\",\"label\":\"ridership\",\"time_column\":\"date\"}}", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(World.Execution("upload-1"), world.Holder());
        var definition = Assert.IsType<DefinitionResult.Valid>(PipelineDefinitionReader.Read(world.Artifact($"runs/ridership/{run}/definition.json")!));
        Assert.Equal((definition.Hash, "image@sha256:1", "upload-1"), (world.Run("upload-1").Definition, world.Run("upload-1").Image, world.Run("upload-1").Trigger!.Request));
    }

    [Fact]
    public async Task HandleAsync_AskedAgainByTheHolder_AdmitsTheSameRun()
    {
        var world = new World();
        var first = await world.AdmitAsync("upload-1");
        await world.SnapshotAsync("upload-1");

        var second = await world.AskAgainAsync("upload-1");

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.NotNull(world.Run("upload-1").Dataset);
    }

    [Fact]
    public async Task HandleAsync_LeaseOfARunningExecution_IsBusy()
    {
        var world = new World();
        await world.AdmitAsync("upload-1");

        var answer = await world.AdmitAsync("upload-2", start: 1);

        Assert.Equal(("busy", true), ((string)answer["status"]!, (int)answer["wait"]! >= 5));
        Assert.Equal(World.Execution("upload-1"), world.Holder());
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("ABORTED")]
    [InlineData("TIMED_OUT")]
    [InlineData("SUCCEEDED")]
    public async Task HandleAsync_LeaseOfADeadExecution_IsTakenOver(string status)
    {
        var world = new World();
        await world.AdmitAsync("upload-1");
        world.StepFunctions.End(World.Execution("upload-1"), ExecutionStatus.FindValue(status));

        var answer = await world.AdmitAsync("upload-2", start: 1);

        Assert.Equal("admitted", (string)answer["status"]!);
        Assert.Equal(World.Execution("upload-2"), world.Holder());
    }

    [Fact]
    public async Task HandleAsync_TwoAtOnce_OneHoldsTheLease()
    {
        var world = new World();
        JsonNode? rival = null;
        world.S3.BeforePut = request =>
        {
            if (request.Key.StartsWith("leases/", StringComparison.Ordinal))
            {
                // The rival reads and writes between this one's read and write.
                world.S3.BeforePut = null;
                rival = world.AdmitAsync("upload-2", start: 1).GetAwaiter().GetResult();
            }
        };

        var answer = await world.AdmitAsync("upload-1");

        Assert.Equal(("admitted", "busy"), ((string)rival!["status"]!, (string)answer["status"]!));
        Assert.Equal(World.Execution("upload-2"), world.Holder());
    }

    [Fact]
    public async Task HandleAsync_TwoTakeOversAtOnce_OneHoldsTheLease()
    {
        var world = new World();
        await world.AdmitAsync("upload-0");
        world.StepFunctions.End(World.Execution("upload-0"), ExecutionStatus.ABORTED);
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(() => world.AdmitAsync($"manual-{number}", "manual", number))));

        Assert.Single(answers, answer => (string)answer["status"]! == "admitted");
    }

    [Fact]
    public async Task HandleAsync_BusyWithANewerEqualRequest_IsSuperseded()
    {
        var world = new World();
        await world.AdmitAsync("upload-1");
        await world.AdmitAsync("upload-3", start: 3);

        var answer = await world.AdmitAsync("upload-2", start: 2);

        Assert.Equal("superseded", (string)answer["status"]!);
        Assert.Equal(World.Execution("upload-3"), (string)answer["supersededBy"]!);
    }

    [Fact]
    public async Task HandleAsync_FreeLeaseWithANewerEqualRequest_IsAdmitted()
    {
        var world = new World();
        world.StepFunctions.Run("upload-3", """{"pipeline":"ridership","cause":"upload","request":"upload-3","notBefore":"2026-01-01T00:00:00Z"}""", World.Start.AddSeconds(9));

        Assert.Equal("admitted", (string)(await world.AdmitAsync("upload-2"))["status"]!);
    }

    [Fact]
    public async Task HandleAsync_BusyManualRequest_IsNeverSuperseded()
    {
        var world = new World();
        await world.AdmitAsync("upload-1");
        await world.AdmitAsync("manual-3", "manual", 3);

        Assert.Equal("busy", (string)(await world.AdmitAsync("manual-2", "manual", 2))["status"]!);
    }

    [Fact]
    public async Task HandleAsync_NewerExecutionWithForeignInput_CoversNothing()
    {
        var world = new World();
        await world.AdmitAsync("upload-1");
        world.StepFunctions.Run("by-hand", "[1]", World.Start.AddSeconds(9));

        Assert.Equal("busy", (string)(await world.AdmitAsync("upload-2", start: 1))["status"]!);
    }

    [Fact]
    public async Task HandleAsync_InvalidDefinition_NamesEveryProblemAndTakesNothing()
    {
        var world = new World();

        var exception = await Assert.ThrowsAsync<InvalidDefinitionException>(() => world.InvokeAsync("admit", new
        {
            pipeline = "ridership",
            cause = "upload",
            request = "u",
            execution = World.Execution("u"),
            startedAt = World.Start,
            now = World.Start,
            definition = new { name = "X", colour = 1 },
            image = "i",
        }));

        Assert.Contains("$.name", exception.Message, StringComparison.Ordinal);
        Assert.Contains("$.colour", exception.Message, StringComparison.Ordinal);
        Assert.Null(world.Holder());
    }

    [Fact]
    public async Task HandleAsync_ExecutionAbortedMeanwhile_ClosesTheRunAndFreesTheLease()
    {
        var world = new World();
        world.S3.BeforePut = request =>
        {
            if (request.Key.EndsWith("run.json", StringComparison.Ordinal))
            {
                world.S3.BeforePut = null;
                world.StepFunctions.End(World.Execution("upload-1"), ExecutionStatus.ABORTED);
            }
        };

        await Assert.ThrowsAsync<LeaseLostException>(() => world.AdmitAsync("upload-1"));

        Assert.Equal((RunOutcome.Failed, (string?)null), (world.Run("upload-1").Outcome, world.Holder()));
    }

    [Fact]
    public async Task HandleAsync_RedrivenAfterItsRunWasClosed_FreesTheLeaseAgain()
    {
        var world = new World();
        await world.AdmitAsync("upload-1");
        await world.RecordAsync("upload-1", "failed");

        await Assert.ThrowsAsync<LeaseLostException>(() => world.AskAgainAsync("upload-1"));
        Assert.Null(world.Holder());
    }

    [Fact]
    public async Task HandleAsync_Parameters_ChangeTheRunsDefinitionAndHyperparameters()
    {
        var world = new World();

        var answer = await AskAsync(world, new() { ["hyperparameters.learning_rate"] = "0.1", ["hyperparameters.seed"] = "7", ["data.history"] = "P2Y", ["data.minimumRows"] = "10" });

        var definition = Assert.IsType<DefinitionResult.Valid>(PipelineDefinitionReader.Read(world.Artifact($"runs/ridership/{World.RunOf(World.Execution("m"))}/definition.json")!));
        Assert.Equal(("0.1", "P2Y", 10), (definition.Definition.Steps.Train.Hyperparameters["learning_rate"], definition.Definition.Data.History.ToString(), definition.Definition.Data.MinimumRows));
        Assert.Equal(("0.1", "7", "31"), ((string)answer["hyperparameters"]!["learning_rate"]!, (string)answer["hyperparameters"]!["seed"]!, (string)answer["hyperparameters"]!["num_leaves"]!));
        var run = world.Run("m");
        Assert.Equal((definition.Hash, "jenkins/nightly"), (run.Definition, run.Trigger!.RequestedBy));
        Assert.NotEqual(World.DefinitionHash, run.Definition);
        Assert.Equal(["data.history", "data.minimumRows", "hyperparameters.learning_rate", "hyperparameters.seed"], run.Trigger.Parameters.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task HandleAsync_ParametersThatNoRunCanHave_AreAllNamedAndTakeNothing()
    {
        var world = new World();

        var exception = await Assert.ThrowsAsync<InvalidParametersException>(() => AskAsync(world, new() { ["depth"] = "3", ["data.holdout"] = "0.9", ["data.history"] = "long", ["hyperparameters.label"] = "x" }));

        Assert.All(["'depth'", "$.data.holdout", "$.data.history", "$.steps.train.hyperparameters.label"], problem => Assert.Contains(problem, exception.Message, StringComparison.Ordinal));
        Assert.Null(world.Holder());
        Assert.Empty(world.S3.Keys(World.Artifacts, "runs/"));
    }

    [Fact]
    public async Task HandleAsync_ParameterLongerThanSageMakerTakes_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<InvalidParametersException>(() => AskAsync(new World(), new() { ["hyperparameters.x"] = new string('1', 2501), ["data.holdout"] = null! }));

        Assert.All(["hyperparameters.x is too long", "data.holdout must be a text"], problem => Assert.Contains(problem, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HandleAsync_PayloadWithoutExecution_IsRefused() =>
        await Assert.ThrowsAsync<InvalidPayloadException>(() => new World().InvokeAsync("admit", new { pipeline = "ridership" }));

    private static Task<JsonNode> AskAsync(World world, Dictionary<string, string> parameters)
    {
        world.StepFunctions.Run("m", "{}", World.Start);
        return world.InvokeAsync("admit", new
        {
            pipeline = "ridership",
            cause = "manual",
            request = "m",
            execution = World.Execution("m"),
            startedAt = World.Start,
            now = World.Start,
            parameters,
            requestedBy = "jenkins/nightly",
            definition = JsonNode.Parse(RepoFiles.Read("pipelines/ridership/pipeline.json")),
            image = "i",
        });
    }
}
