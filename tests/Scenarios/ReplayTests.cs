using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Events that could not be handled are kept, and handled once what stood in their way is mended.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Event_ThatItsFunctionCouldNotHandle_IsReplayedAfterTheFix()
    {
        await using var cloud = await Cloud.StartAsync(Edit.Revoke("TriggersUploadRole", "states:StartExecution"));
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2001).Take(1).ToDictionary());
        using (var queues = new DeadLetters(cloud))
        {
            await Until.FoundAsync("the event in the dead-letter queue", async () => await queues.CountAsync("TriggersUploadFailures") == 1 ? "one" : null);
        }

        var broken = await CliRun.OfAsync(cloud, "replay");
        await cloud.RestartAsync();
        var listed = await CliRun.OfAsync(cloud, "replay", "--list");
        var mended = await CliRun.OfAsync(cloud, "replay");
        Assert.True(mended.ExitCode == 0, $"{broken}\n{listed}\n{mended}");
        var run = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

        Assert.Equal((1, 0, 0), (broken.ExitCode, listed.ExitCode, mended.ExitCode));
        Assert.Contains("upload-trigger", listed.Output, StringComparison.Ordinal);
        Assert.Equal(RunOutcome.NotEnoughData, run.Run.Outcome);
        using var after = new DeadLetters(cloud);
        Assert.Equal(0, await after.CountAsync("TriggersUploadFailures"));
    }
}
