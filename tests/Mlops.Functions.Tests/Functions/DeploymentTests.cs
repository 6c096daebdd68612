using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.StepFunctions;
using Mlops.Functions.Promote;
using Mlops.Functions.Storage;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class DeploymentTests
{
    private const string Lease = "leases/ridership/endpoint.json";

    [Fact]
    public async Task Champion_WithoutOne_FreezesThatThereIsNone()
    {
        var world = new World();

        var answer = await ChampionAsync(world);

        Assert.Equal("""{"exists":false,"run":null,"model":null,"package":null,"version":"none"}""", answer.ToJsonString());
        Assert.Contains("\"exists\":false", world.Artifact("runs/ridership/r2/champion/champion.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Champion_Serving_IsCopiedIntoTheRun()
    {
        var world = new World();
        world.PutChampion("r1");
        world.S3.Upload(World.Artifacts, "runs/ridership/r1/train/j/output/model.tar.gz", "model bytes");

        var answer = await ChampionAsync(world);

        Assert.Equal((true, "r1", world.S3.ETag(World.Artifacts, "champions/ridership.json")), ((bool)answer["exists"]!, (string)answer["run"]!, (string)answer["version"]!));
        Assert.Equal("model bytes", world.Artifact("runs/ridership/r2/champion/model.tar.gz"));
    }

    [Fact]
    public async Task Champion_RedrivenAfterTheRunWasClosed_Stops()
    {
        var world = new World();
        var run = await ClosedRunAsync(world);

        await Assert.ThrowsAsync<LeaseLostException>(() => ChampionAsync(world, run));
    }

    [Fact]
    public async Task Promote_OfAClosedRun_IsRefused()
    {
        var world = new World();
        var run = await ClosedRunAsync(world);
        await AdmitAsync(world, run: run);

        await Assert.ThrowsAsync<LeaseLostException>(() => PromoteAsync(world, run));
        Assert.Null(world.Artifact("champions/ridership.json"));
    }

    [Fact]
    public async Task Promote_OfARunThatServedBefore_GoesBackToItInPlaceOfAnyChampion()
    {
        var world = new World();
        var run = await ClosedRunAsync(world, "deployed");
        await AdmitAsync(world, run: run);
        world.PutChampion("r9");

        await PromoteAsync(world, run, champion: "any");

        Assert.Contains($"\"run\":\"{run}\"", world.Artifact("champions/ridership.json"), StringComparison.Ordinal);
        Assert.Equal([("arn:p", "Production"), ("arn:package", "Archived")], world.SageMaker.Updates.Select(update => (update.ModelPackageArn, update.ModelLifeCycle.Stage)));
    }

    [Fact]
    public async Task Promote_OfAFailedRunInPlaceOfAnyChampion_IsRefused()
    {
        var world = new World();
        var run = await ClosedRunAsync(world);
        await AdmitAsync(world, run: run);

        await Assert.ThrowsAsync<LeaseLostException>(() => PromoteAsync(world, run, champion: "any"));
    }

    [Theory]
    [InlineData(null, "create")]
    [InlineData("InService", "update")]
    [InlineData("Failed", "recreate")]
    public async Task AdmitDeployment_FreeLease_SaysWhatToDo(string? status, string action)
    {
        var world = new World();
        (world.SageMaker.Status, world.SageMaker.Configuration) = (status, "old-config");

        var answer = await AdmitAsync(world);

        Assert.Equal(("admitted", action), ((string)answer["status"]!, (string)answer["action"]!));
        Assert.Equal(action == "update" ? "old-config" : null, (string?)answer["previousConfig"]);
        Assert.Equal(World.Execution("d1", World.DeployMachine), world.Holder(Lease));
    }

    [Fact]
    public async Task AdmitDeployment_EndpointChanging_WaitsAndKeepsTheLease()
    {
        var world = new World();
        world.SageMaker.Status = "Updating";

        Assert.Equal("busy", (string)(await AdmitAsync(world))["status"]!);
        world.SageMaker.Status = "InService";
        Assert.Equal("admitted", (string)(await AdmitAsync(world))["status"]!);
    }

    [Fact]
    public async Task AdmitDeployment_AnotherDeploymentRuns_IsBusyUntilItEnds()
    {
        var world = new World();
        await AdmitAsync(world);

        Assert.Equal("busy", (string)(await AdmitAsync(world, "d2"))["status"]!);
        world.StepFunctions.End(World.Execution("d1", World.DeployMachine), ExecutionStatus.ABORTED);
        Assert.Equal("admitted", (string)(await AdmitAsync(world, "d2"))["status"]!);
    }

    [Fact]
    public async Task AdmitDeployment_ChampionMoved_IsStaleAndFreesTheEndpoint()
    {
        var world = new World();
        world.PutChampion("r1");

        Assert.Equal("stale", (string)(await AdmitAsync(world))["status"]!);
        Assert.Null(world.Holder(Lease));
    }

    [Fact]
    public async Task Promote_FirstModel_MovesThePointerAndFreesTheEndpoint()
    {
        var world = new World();
        await AdmitAsync(world);

        Assert.Equal("""{"status":"promoted"}""", (await PromoteAsync(world)).ToJsonString());
        Assert.Contains("\"config\":\"mlops-ridership-r2\"", world.Artifact("champions/ridership.json"), StringComparison.Ordinal);
        Assert.Null(world.Holder(Lease));
    }

    [Fact]
    public async Task Promote_Repeated_ChangesNothingMore()
    {
        var world = new World();
        await AdmitAsync(world);
        await PromoteAsync(world);
        var version = world.S3.ETag(World.Artifacts, "champions/ridership.json");

        await PromoteAsync(world);

        Assert.Equal(version, world.S3.ETag(World.Artifacts, "champions/ridership.json"));
    }

    [Fact]
    public async Task Promote_PointerMovedMeanwhile_IsRefused()
    {
        var world = new World();
        await AdmitAsync(world);
        world.PutChampion("r1");

        await Assert.ThrowsAsync<StaleChampionException>(() => PromoteAsync(world));
    }

    [Fact]
    public async Task Promote_AnswerOfTheWriteLost_IsPromotedAllTheSame()
    {
        var world = new World();
        await AdmitAsync(world);
        world.S3.BeforePut = request =>
        {
            if (request.Key == "champions/ridership.json")
            {
                // The first try went through; this is the SDK's second one.
                world.S3.BeforePut = null;
                world.PutChampion("r2");
            }
        };

        Assert.Equal("""{"status":"promoted"}""", (await PromoteAsync(world)).ToJsonString());
        Assert.Null(world.Holder(Lease));
    }

    [Fact]
    public async Task Promote_LeaseThatCannotBeReleased_IsPromotedAndTheNextDeploymentTakesItOver()
    {
        var world = new World();
        await AdmitAsync(world);
        world.S3.BeforePut = request => _ = request.Key == Lease ? throw new AmazonS3Exception("Please reduce your request rate.") : request;

        Assert.Equal("""{"status":"promoted"}""", (await PromoteAsync(world)).ToJsonString());
        world.S3.BeforePut = null;
        world.StepFunctions.End(World.Execution("d1", World.DeployMachine), ExecutionStatus.SUCCEEDED);
        Assert.Equal("stale", (string)(await AdmitAsync(world, "d2", "r3"))["status"]!);
        Assert.Null(world.Holder(Lease));
    }

    [Fact]
    public async Task Promote_WithoutTheLease_IsRefused() => await Assert.ThrowsAsync<LeaseLostException>(() => PromoteAsync(new World()));

    [Fact]
    public async Task ReleaseDeployment_ByTheHolderOnly_FreesTheEndpoint()
    {
        var world = new World();
        await AdmitAsync(world);

        await ReleaseAsync(world, "d2");
        Assert.Equal(World.Execution("d1", World.DeployMachine), world.Holder(Lease));
        Assert.Equal("{}", (await ReleaseAsync(world, "d1")).ToJsonString());
        Assert.Null(world.Holder(Lease));
    }

    private static Task<JsonNode> ChampionAsync(World world, string run = "r2") => world.InvokeAsync("champion", new { pipeline = "ridership", run, execution = "e" });

    private static async Task<string> ClosedRunAsync(World world, string outcome = "failed")
    {
        await world.AdmitAsync("upload-1");
        await world.RecordAsync("upload-1", outcome);
        return World.RunOf(World.Execution("upload-1"));
    }

    private static Task<JsonNode> AdmitAsync(World world, string name = "d1", string run = "r2")
    {
        var execution = world.StepFunctions.Run(name, "{}", World.Start, World.DeployMachine);
        return world.InvokeAsync("admit-deployment", new { pipeline = "ridership", run, execution, now = World.Start, startedAt = World.Start, champion = "none" });
    }

    private static Task<JsonNode> PromoteAsync(World world, string run = "r2", string champion = "none") => world.InvokeAsync("promote", new
    {
        pipeline = "ridership",
        run,
        execution = World.Execution("d1", World.DeployMachine),
        now = World.Start,
        champion,
        model = "m2",
        package = "arn:p",
        modelData = "s3://artifacts/runs/ridership/r2/train/j/output/model.tar.gz",
    });

    private static Task<JsonNode> ReleaseAsync(World world, string name) =>
        world.InvokeAsync("release-deployment", new { pipeline = "ridership", run = "r2", execution = World.Execution(name, World.DeployMachine) });
}
