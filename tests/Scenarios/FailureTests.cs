using Mlops.Domain.Evaluation;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Runs that are refused, stopped, or break: each says why and leaves nothing behind.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task Gate_WithAThresholdOutOfReach_RefusesAndNothingIsRegistered()
    {
        await using var cloud = await Cloud.StartAsync(Edit.Text("\"r2\":{\"minimum\":0.6}", "\"r2\":{\"minimum\":0.999}"));
        var driver = new PipelineDriver(cloud);

        var run = (await driver.UploadAsync(Ridership.Months(2001, 2002))).Run;

        Assert.Equal((RunOutcome.Refused, GateDecision.Refused), (run.Outcome, run.Gate?.Verdict));
        Assert.Contains(run.Gate!.Reasons, reason => reason.Contains("must be at least 0.999: refused", StringComparison.Ordinal));
        Assert.Equal((null, null), (run.Package, run.Deployment));
        Assert.Null(await driver.ChampionAsync());
        Assert.Null(await driver.EndpointAsync());
        await driver.FreeAsync("training");
    }

    [Fact]
    public async Task Execution_StoppedWhileItTrains_IsClosedAndTheNextRunWorks()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger, Edit.Text("\"num_iterations\":\"400\"", "\"num_iterations\":\"2500\""));
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var stopped = await driver.StartAsync("manual-stopped");
        await driver.EnteredAsync(stopped, "Train");

        await driver.StopAsync(stopped);
        var closed = await driver.ClosedAsync(stopped);

        Assert.Equal("ABORTED", closed.Execution.Status.Value);
        Assert.Equal((RunOutcome.Failed, new RunError("Stopped", "The test stops it.")), (closed.Run.Outcome, closed.Run.Error));
        await driver.FreeAsync("training");

        var next = await driver.EndedAsync(await driver.StartAsync("manual-next"));
        Assert.True(next.Run.Outcome is RunOutcome.Deployed or RunOutcome.Refused, next.ToString());
    }

    [Fact]
    public async Task Execution_AtItsTimeLimit_IsClosedAndTheNextRunWorks()
    {
        // 544,200 seconds are the machine's limit for this definition.
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger, Edit.Text("\"TimeoutSeconds\":544200", "\"TimeoutSeconds\":240"));
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        EndedRun ended, closed;
        using (cloud.Wrap("[ \"$2\" != train ] || exec sleep 60"))
        {
            var execution = await driver.StartAsync("manual-endless");
            ended = await driver.EndedAsync(execution);
            closed = await driver.ClosedAsync(execution);
        }

        Assert.Equal(("TIMED_OUT", RunOutcome.Failed, "States.Timeout"), (ended.Execution.Status.Value, closed.Run.Outcome, closed.Run.Error!.Error));
        await driver.FreeAsync("training");
        await cloud.RestartAsync(Edit.NoUploadTrigger);
        var next = await driver.EndedAsync(await driver.StartAsync("manual-next"));
        Assert.True(next.Run.Outcome is RunOutcome.Deployed, next.ToString());
    }

    [Fact]
    public async Task Execution_StoppedWhileItSettles_LosesNoUpload()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        foreach (var execution in await driver.StartedAsync())
        {
            await driver.StopAsync(execution);
        }

        var next = await driver.UploadAsync(Ridership.Months(2003, 2003).Take(1).ToDictionary());

        Assert.True(next.Run.Outcome is RunOutcome.Deployed or RunOutcome.Refused, next.ToString());
        Assert.Equal(25, next.Run.Dataset!.Files);
    }

    [Fact]
    public async Task Execution_StoppedWhileItDeploys_GivesBothLeasesBackAndTheNextRunWorks()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var stopped = await driver.StartAsync("manual-stopped");
        await driver.EnteredAsync(stopped, "Deploy");

        await driver.StopAsync(stopped);
        var closed = await driver.ClosedAsync(stopped);

        Assert.Equal(RunOutcome.Failed, closed.Run.Outcome);
        await driver.FreeAsync("training");
        var next = await driver.EndedAsync(await driver.StartAsync("manual-next"));
        Assert.True(next.Run.Outcome is RunOutcome.Deployed, next.ToString());
        Assert.Equal((next.Run.Run, next.Run.Deployment!.Config), ((await driver.ChampionAsync())!.Run, (await driver.EndpointAsync())!.EndpointConfigName));
        await driver.FreeAsync("endpoint");
    }

    [Fact]
    public async Task TrainingJob_ThatFails_FailsTheRunWithItsReason()
    {
        await using var cloud = await Cloud.StartAsync(Edit.Text("\"num_iterations\":\"400\"", "\"num_iterations\":\"many\""));
        var driver = new PipelineDriver(cloud);

        var failed = await driver.UploadAsync(Ridership.Months(2001, 2002));

        Assert.Equal((RunOutcome.Failed, "FAILED", "Failed"), (failed.Run.Outcome, failed.Execution.Status.Value, failed.Execution.Error));
        Assert.Contains("num_iterations", failed.Run.Error!.Cause, StringComparison.Ordinal);
        Assert.Contains("num_iterations", failed.Execution.Cause, StringComparison.Ordinal);
        await driver.FreeAsync("training");
    }

    [Fact]
    public async Task Role_WithoutAnAction_FailsTheRunNamingRoleAndAction()
    {
        await using var cloud = await Cloud.StartAsync(Edit.Revoke("FunctionsGateRole", "s3:PutObject"));
        var driver = new PipelineDriver(cloud);

        var failed = await driver.UploadAsync(Ridership.Months(2001, 2002));

        Assert.Equal(RunOutcome.Failed, failed.Run.Outcome);
        Assert.Equal("AmazonS3Exception", failed.Run.Error!.Error);
        Assert.Contains("s3:PutObject", failed.Run.Error.Cause, StringComparison.Ordinal);
        Assert.Contains(cloud.PhysicalId("FunctionsGateRole"), failed.Run.Error.Cause, StringComparison.Ordinal);
        Assert.Contains("not authorized", failed.Run.Error.Cause, StringComparison.Ordinal);
        await driver.FreeAsync("training");
    }

    [Fact]
    public async Task SmokeTest_ThatFailsAfterTheShift_PutsTheOldModelBack()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);
        await driver.UploadAsync(Ridership.Months(2001, 2002));
        var champion = await driver.ChampionAsync();
        await cloud.RestartAsync(Edit.Text("date,Austin,Quincy_Wells,", "date,Boston,Quincy_Wells,"));

        var failed = await driver.EndedAsync(await driver.StartAsync("manual-again", force: true));

        Assert.Equal(RunOutcome.Failed, failed.Run.Outcome);
        Assert.Equal(GateDecision.Passed, failed.Run.Gate?.Verdict);
        Assert.Contains("SmokeTestFailed", $"{failed.Run.Error!.Error} {failed.Run.Error.Cause}", StringComparison.Ordinal);
        Assert.Equal(champion, await driver.ChampionAsync());
        Assert.Equal((champion!.Config, "InService"), ((await driver.EndpointAsync())!.EndpointConfigName, (await driver.EndpointAsync())!.EndpointStatus.Value));
        Assert.NotEmpty(await driver.PredictAsync(Ridership.Questions("2002-01")));
        await driver.FreeAsync("training");
        await driver.FreeAsync("endpoint");
    }
}
