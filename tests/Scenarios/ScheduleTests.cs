using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;
using Scenarios.Support;

namespace Scenarios;

/// <summary>What the weekly schedule starts, in stepped time.</summary>
public sealed class ScheduleTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public async Task Schedule_WithNothingNew_EndsBeforeAnyCompute()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoMonitor);
        var driver = new PipelineDriver(cloud);
        var first = await driver.UploadAsync(Ridership.Months(2001, 2002));

        await cloud.PassAsync(Week);
        var scheduled = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

        Assert.Equal((RetrainCause.Schedule, RunOutcome.Unchanged, first.Run.Run), (scheduled.Run.Trigger!.Cause, scheduled.Run.Outcome, scheduled.Run.Dataset!.SameAs));
        Assert.Empty(scheduled.Run.Steps);
        Assert.Equal(1, await driver.TrainingsAsync());
    }

    [Fact]
    public async Task Schedule_AfterUploadsThatNobodyWasToldOf_TrainsOnThem()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoMonitor, Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));

        await cloud.PassAsync(Week);
        var scheduled = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

        Assert.Equal((RunOutcome.Deployed, 24), (scheduled.Run.Outcome, scheduled.Run.Dataset!.Files));
    }

    [Fact]
    public async Task Schedule_AfterARejection_DoesNotTryTheSameDataAgain()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoMonitor);
        var driver = new PipelineDriver(cloud);
        var rejected = await driver.UploadAsync(new Dictionary<string, string> { ["2001-01.csv"] = "date,ridership\n2001-01-01,many\n" });

        for (var week = 0; week < 2; week++)
        {
            await cloud.PassAsync(Week);
            var scheduled = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

            Assert.Equal((RunOutcome.Unchanged, rejected.Run.Run), (scheduled.Run.Outcome, scheduled.Run.Dataset!.SameAs));
            Assert.Empty(scheduled.Run.Steps);
        }

        Assert.Equal(RunOutcome.Rejected, rejected.Run.Outcome);
    }

    [Fact]
    public async Task Schedule_WhileTheCloudWasAway_FiresOnceWhenItIsBack()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoMonitor);
        var driver = new PipelineDriver(cloud);
        await driver.UploadAsync(Ridership.Months(2001, 2002));

        await cloud.RestartLaterAsync(Week * 3, Edit.NoMonitor);
        var scheduled = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

        Assert.Equal(RunOutcome.Unchanged, scheduled.Run.Outcome);
        Assert.Single(await driver.ExecutionsAsync(), execution => execution.Contains(":schedule-", StringComparison.Ordinal));
    }
}
