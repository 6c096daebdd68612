using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>The cloud stops in the middle of a run and starts again on the same state.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task Run_InterruptedWhileItSettlesAndWhileItTrains_CompletesAndServes()
    {
        // Uploads across a window's edge would share the work between two executions.
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var started = await driver.StartAsync("manual-restarted");
        await driver.EnteredAsync(started, "WaitForQuiet");

        await cloud.RestartAsync(Edit.NoUploadTrigger);
        await driver.EnteredAsync(started, "Train");
        await cloud.RestartAsync(Edit.NoUploadTrigger);
        var ended = await driver.EndedAsync(started);

        Assert.True(ended.Run.Outcome is RunOutcome.Deployed, ended.ToString());
        Assert.All(ended.Run.Steps, step => Assert.Equal("Completed", step.Status));

        await cloud.RestartAsync(Edit.NoUploadTrigger);

        Assert.Equal((await driver.ChampionAsync())!.Config, (await driver.EndpointAsync())!.EndpointConfigName);
        Assert.Equal(31, (await driver.PredictAsync(Ridership.Questions("2003-01"))).Length);
    }

    [Theory]
    [InlineData("Prepare")]
    [InlineData("Evaluate")]
    [InlineData("Deploy")]
    public async Task Run_InterruptedInAState_Completes(string state)
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var started = await driver.StartAsync("manual-interrupted");
        await driver.EnteredAsync(started, state);

        await cloud.RestartAsync(Edit.NoUploadTrigger);
        var ended = await driver.EndedAsync(started);

        Assert.True(ended.Run.Outcome is RunOutcome.Deployed, ended.ToString());
        Assert.Equal(1, await driver.TrainingsAsync());
    }
}
