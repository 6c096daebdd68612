using Mlops.Domain.Runs;
using Mlops.Functions.Storage;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

/// <summary>A deployment that was stopped may leave an unproven model serving.</summary>
public sealed class AbandonedDeploymentTests
{
    private const string Upload = "upload-20260101T000000Z";

    [Fact]
    public async Task AdmitDeployment_EndpointServesAnUnprovenConfig_GoesBackToTheChampions()
    {
        var world = new World();
        world.PutChampion("r1");
        (world.SageMaker.Status, world.SageMaker.Configuration) = ("InService", "mlops-ridership-stopped");

        var answer = await world.InvokeAsync("admit-deployment", Payload(world, "r2", world.S3.ETag(World.Artifacts, "champions/ridership.json")));

        Assert.Equal("mlops-ridership-r1", (string?)answer["previousConfig"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Close_AbandonedDeployment_IsNotedInTheRunWhetherClosedOrNot(bool closed)
    {
        var world = new World();
        await world.AdmitAsync(Upload);
        await world.InvokeAsync("admit-deployment", Payload(world, world.Run(Upload).Run));
        if (closed)
        {
            await world.InvokeAsync("close", RepoFiles.Read("events/execution-status-change/aborted.json"));
        }

        await world.InvokeAsync("close", RepoFiles.Read("events/execution-status-change/deployment-aborted.json"));

        var run = world.Run(Upload);
        Assert.Equal(("abandoned", $"mlops-ridership-{run.Run}"), (run.Deployment!.Outcome, run.Deployment.Config));
        Assert.Equal(closed ? RunOutcome.Failed : null, run.Outcome);
        Assert.Null(world.Holder(ArtifactKeys.EndpointLease(World.Pipeline)));
    }

    [Fact]
    public async Task Close_DeploymentThatReleasedTheEndpoint_LeavesTheRunAlone()
    {
        var world = new World();
        await world.AdmitAsync(Upload);
        var payload = Payload(world, world.Run(Upload).Run);
        await world.InvokeAsync("admit-deployment", payload);
        await world.InvokeAsync("release-deployment", payload);

        await world.InvokeAsync("close", RepoFiles.Read("events/execution-status-change/deployment-aborted.json"));

        Assert.Null(world.Run(Upload).Deployment);
    }

    private static object Payload(World world, string run, string champion = "none")
    {
        var execution = world.StepFunctions.Run("2601010000-0000000-1-0", "{}", World.Start, World.DeployMachine);
        return new { pipeline = "ridership", run, execution, now = World.Start, startedAt = World.Start, champion };
    }
}
