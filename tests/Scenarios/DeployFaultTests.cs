using System.Text.Json.Nodes;
using LocalCloud.Faults;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Each call of the Deploy machine goes wrong while it replaces a champion: once, and nobody minds; for good, and the champion's configuration serves afterwards.</summary>
public sealed class DeployFaultTests(TroubledCloud troubled) : IClassFixture<TroubledCloud>
{
    private static readonly Place[] Places =
    [
        Place.Function("Admit", "FunctionsAdmitDeploymentFunction"),
        Place.Service("CreateModel", "sagemaker", "CreateModel"),
        Place.Service("CreateEndpointConfig", "sagemaker", "CreateEndpointConfig"),
        Place.Service("UpdateEndpoint", "sagemaker", "UpdateEndpoint"),
        Place.Service("Describe", "sagemaker", "DescribeEndpoint"),
        Place.Function("SmokeTest", "FunctionsSmokeTestFunction"),
        Place.Function("Promote", "FunctionsPromoteFunction"),
    ];

    private static readonly Place Release = Place.Function("ReleaseDeployment", "FunctionsReleaseDeploymentFunction");

    public static TheoryData<string> States => [.. Places.Select(place => place.State)];

    [Fact]
    public async Task EveryCall_ThatFailsOnce_IsTriedAgainAndTheRunDeploys()
    {
        troubled.Require();
        var faults = Places.Select(place => troubled.Faults.Add(place.Passing())).ToList();

        var run = await RunAsync("manual-passing");

        Assert.All(faults.Zip(Places), each => Assert.True(each.First.Hits == 1, $"{each.Second}: {each.First.Hits}"));
        Assert.True(run.Run.Outcome is RunOutcome.Deployed, run.ToString());
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Call_ThatFailsForGood_LeavesTheChampionServing(string state)
    {
        troubled.Require();
        // Every one of the first round of tries; afterwards putting the endpoint back may work.
        var fault = troubled.Faults.Add(Places.Single(place => place.State == state).Lasting() with { Times = state is "Describe" or "UpdateEndpoint" ? 5 : null });

        await FailsAsync($"manual-{state}");

        Assert.True(fault.Hits > 0);
    }

    [Fact]
    public async Task Update_ThatIsUnderWayAlready_IsWaitedFor()
    {
        troubled.Require();
        var update = Places.Single(place => place.State == "UpdateEndpoint");
        // The update was made, its answer got lost, and the next try finds it running.
        troubled.Faults.Add(update.Call with { Skip = 1, Times = 4, Effect = new FaultEffect.Throw("ValidationException", "Cannot update in-progress endpoint \"mlops-ridership\".") });
        troubled.Faults.Add(update.Call with { Times = 1, Effect = new FaultEffect.Throw("ValidationException", "Cannot update in-progress endpoint \"mlops-ridership\".") });

        var run = await RunAsync("manual-underway");

        Assert.Equal(RunOutcome.Failed, run.Run.Outcome);
        Assert.Contains("EndpointRolledBack", $"{run.Run.Error}", StringComparison.Ordinal);
        await ServesChampionAsync();
    }

    [Fact]
    public async Task RollBack_WhileTheEndpointStillChanges_WaitsForItsRest()
    {
        troubled.Require();
        using var slow = troubled.Cloud.Wrap("[ \"$2\" != serve ] || sleep 6");
        troubled.Faults.Add(Places.Single(place => place.State == "Describe").Lasting() with { Times = 5 });

        await FailsAsync("manual-unrest");
    }

    [Theory]
    [InlineData("CreateModel", "Cannot create already existing model")]
    [InlineData("CreateEndpointConfig", "Cannot create already existing endpoint configuration")]
    public async Task Creation_WhoseThingIsThereAlready_GoesOn(string state, string message)
    {
        troubled.Require();
        var creation = Places.Single(place => place.State == state);
        var fault = troubled.Faults.Add(creation.Call with { Skip = 0, Times = 5, Effect = new FaultEffect.Throw("ValidationException", message) });

        // What is said to be there is not: the next call that needs it says so.
        await FailsAsync($"manual-there-{state}");

        Assert.Equal(5, fault.Hits);
    }

    [Fact]
    public async Task Release_ThatFailsToo_LeavesTheFirstErrorAndTheLeaseToClose()
    {
        troubled.Require();
        troubled.Faults.Add(Places.Single(place => place.State == "CreateModel").Lasting());
        troubled.Faults.Add(Release.Passing());
        var lasting = troubled.Faults.Add(Release.Lasting());

        await FailsAsync("manual-release");

        Assert.True(lasting.Hits > 0);
    }

    [Fact]
    public async Task RollBack_WhoseCallsFailOnce_StillPutsTheEndpointBack()
    {
        troubled.Require();
        troubled.Faults.Add(Places.Single(place => place.State == "SmokeTest").Lasting());
        troubled.Faults.Add(Release.Passing());
        var update = Places.Single(place => place.State == "UpdateEndpoint");
        troubled.Faults.Add(update.Passing() with { Skip = 1 });
        // The first look is Describe's, the second RollBack's, the one after its second try DescribeRestored's.
        troubled.Faults.Add(Places.Single(place => place.State == "Describe").Passing() with { Skip = 1 });
        troubled.Faults.Add(Places.Single(place => place.State == "Describe").Passing() with { Skip = 2 });

        await FailsAsync("manual-rollback");
    }

    [Theory]
    [InlineData("RollBack")]
    [InlineData("RestoreEndpoint")]
    [InlineData("DescribeRestored")]
    public async Task RollBack_ThatFailsInPart_SaysWhatMayServe(string state)
    {
        troubled.Require();
        troubled.Faults.Add(Places.Single(place => place.State == "SmokeTest").Lasting());
        var (describe, update) = (Places.Single(place => place.State == "Describe"), Places.Single(place => place.State == "UpdateEndpoint"));
        troubled.Faults.Add(state switch
        {
            "RollBack" => describe.Lasting() with { Skip = 1, Times = 5 },
            "RestoreEndpoint" => update.Lasting() with { Skip = 1, Times = 5 },
            _ => describe.Lasting() with { Skip = 2, Times = 5 },
        });

        var run = await RunAsync($"manual-partly-{state}");

        Assert.Equal(RunOutcome.Failed, run.Run.Outcome);
        Assert.True(state == "RollBack" || run.Run.Error!.Cause!.Contains("Putting the endpoint mlops-ridership back failed too", StringComparison.Ordinal), run.ToString());
        await MendAsync();
    }

    [Fact]
    public async Task Endpoint_ThatEndsMixed_IsPutBack()
    {
        troubled.Require();
        // No LocalCloud comes to this status: SageMaker does when its own roll-back fails.
        troubled.Faults.Add(Places.Single(place => place.State == "Describe").Call with
        {
            Times = 1,
            Effect = new FaultEffect.Answer(new JsonObject
            {
                ["EndpointName"] = PipelineDriver.Endpoint,
                ["EndpointArn"] = "arn:aws:sagemaker:us-east-1:000000000000:endpoint/mlops-ridership",
                ["EndpointConfigName"] = "mixed",
                ["EndpointStatus"] = "UpdateRollbackFailed",
                ["CreationTime"] = 1_700_000_000,
                ["LastModifiedTime"] = 1_700_000_000,
            }),
        });

        var run = await FailsAsync("manual-mixed");

        Assert.Contains("EndpointMixed", $"{run.Run.Error}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_WhoseNewFleetDoesNotAnswer_StaysOnTheOldModel()
    {
        troubled.Require();
        using var broken = troubled.Cloud.Wrap("[ \"$2\" != serve ] || exit 1");

        var run = await FailsAsync("manual-unhealthy");

        Assert.Contains("EndpointRolledBack", $"{run.Run.Error}", StringComparison.Ordinal);
    }

    private async Task<EndedRun> FailsAsync(string request)
    {
        var champion = await troubled.Driver.ChampionAsync();
        var run = await RunAsync(request);

        Assert.True(run.Run.Outcome is RunOutcome.Failed, run.ToString());
        Assert.Equal(champion, await troubled.Driver.ChampionAsync());
        await ServesChampionAsync();
        return run;
    }

    private async Task<EndedRun> RunAsync(string request)
    {
        var execution = await troubled.Driver.StartAsync(request, force: true);
        await troubled.Driver.EndedAsync(execution);
        var closed = await troubled.Driver.ClosedAsync(execution);
        troubled.Faults.Clear();
        await troubled.Driver.FreeAsync("training");
        await troubled.Driver.FreeAsync("endpoint");
        return closed;
    }

    private async Task ServesChampionAsync()
    {
        var (champion, endpoint) = (await troubled.Driver.ChampionAsync(), await troubled.Driver.RestingAsync());
        Assert.Equal((champion!.Config, "InService"), (endpoint.EndpointConfigName, endpoint.EndpointStatus.Value));
        Assert.NotEmpty(await troubled.Driver.PredictAsync(Ridership.Questions("2003-01")));
    }

    /// <summary>The next deployment mends whatever was left behind.</summary>
    private async Task MendAsync()
    {
        await troubled.Driver.RestingAsync();
        var run = await RunAsync($"manual-mended-{Guid.CreateVersion7():N}");
        Assert.True(run.Run.Outcome is RunOutcome.Deployed, run.ToString());
        await ServesChampionAsync();
    }
}
