using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Several runs of one pipeline at the same time.</summary>
public sealed class ConcurrencyTests
{
    [Fact]
    public async Task ManualRun_StartedWhileAnotherTrains_WaitsForItAndRuns()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var first = await driver.StartAsync("manual-first");
        await driver.EnteredAsync(first, "Train");

        var second = await driver.StartAsync("manual-second", force: true);
        var runs = new[] { await driver.EndedAsync(first), await driver.EndedAsync(second) };

        Assert.Contains("WaitForLease", await driver.StatesAsync(second));
        Assert.All(runs, run => Assert.True(run.Run.Outcome is RunOutcome.Deployed, run.ToString()));
        Assert.Equal(2, await driver.TrainingsAsync());
        Assert.Equal(runs[1].Run.Run, (await driver.ChampionAsync())!.Run);
    }

    [Fact]
    public async Task UploadRuns_ThatWaitWhileAnotherTrains_GiveWayToTheNewest()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger, Edit.Text("\"num_iterations\":\"400\"", "\"num_iterations\":\"1500\""));
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var first = await driver.StartAsync("manual-first");
        await driver.EnteredAsync(first, "Train");

        var older = await driver.StartAsync("upload-20010101T000000Z", cause: "upload");
        var newer = await driver.StartAsync("upload-20010101T000100Z", cause: "upload");
        var (trained, superseded, covering) = (await driver.EndedAsync(first), await driver.EndedAsync(older), await driver.EndedAsync(newer));

        Assert.Contains("OutcomeSuperseded", await driver.StatesAsync(older));
        Assert.Equal("SUCCEEDED", superseded.Execution.Status.Value);
        Assert.Equal((RunOutcome.Superseded, newer), (superseded.Run.Outcome, superseded.Run.SupersededBy));
        Assert.Equal((trained.Run.Run, RunOutcome.Unchanged), (covering.Run.Dataset?.SameAs, covering.Run.Outcome));
    }
}
