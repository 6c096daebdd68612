using Amazon.SageMaker.Model;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Somebody stops a job: to Step Functions that is no error, and it is no success either.</summary>
public sealed class StoppedJobTests(TroubledCloud troubled) : IClassFixture<TroubledCloud>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Prepare", "prepare")]
    [InlineData("Train", "train")]
    [InlineData("Evaluate", "evaluate")]
    public async Task Job_ThatIsStopped_FailsTheRun(string state, string command)
    {
        troubled.Require();
        var champion = await troubled.Driver.ChampionAsync();
        EndedRun run;
        using (troubled.Cloud.Wrap(Sleeping(command)))
        {
            var execution = await troubled.Driver.StartAsync($"manual-{command}", force: true);
            await troubled.Driver.EnteredAsync(execution, state);
            await StopAsync(command);
            run = await troubled.Driver.EndedAsync(execution);
        }

        Assert.Equal((RunOutcome.Failed, $"{state}NotCompleted"), (run.Run.Outcome, run.Run.Error!.Error));
        Assert.Contains("Stopped", run.Run.Error.Cause, StringComparison.Ordinal);
        Assert.Equal(champion, await troubled.Driver.ChampionAsync());
        await troubled.Driver.FreeAsync("training");
    }

    [Fact]
    public async Task MonitorJob_ThatIsStopped_FailsTheMonitoring()
    {
        troubled.Require();
        await troubled.Cloud.PassAsync(TimeSpan.FromMinutes(2));
        using var sleeping = troubled.Cloud.Wrap(Sleeping("monitor"));
        var execution = await troubled.Driver.StartMonitorAsync("monitor-stopped");
        await StopAsync("monitor");
        var ended = await troubled.Driver.MonitoringEndedAsync(execution);

        Assert.Equal(("FAILED", "AnalyzeNotCompleted"), (ended.Status.Value, ended.Error));
    }

    private static string Sleeping(string command) => $"[ \"$2\" != {command} ] || exec sleep 60";

    private Task StopAsync(string step) => step == "train" ? StopTrainingAsync() : Until.FoundAsync($"a job to stop: {step}", async () =>
    {
        var sageMaker = troubled.Cloud.Connection.SageMaker;
        var running = (await sageMaker.ListProcessingJobsAsync(new ListProcessingJobsRequest { MaxResults = 100 }, Token)).ProcessingJobSummaries ?? [];
        if (running.FirstOrDefault(job => job.ProcessingJobStatus.Value == "InProgress" && job.ProcessingJobName.Contains($"-{step}-", StringComparison.Ordinal)) is not { } found)
        {
            return null;
        }

        return await sageMaker.StopProcessingJobAsync(new StopProcessingJobRequest { ProcessingJobName = found.ProcessingJobName }, Token);
    });

    private async Task StopTrainingAsync() => await Until.FoundAsync("a training to stop", async () =>
    {
        var sageMaker = troubled.Cloud.Connection.SageMaker;
        var running = (await sageMaker.ListTrainingJobsAsync(new ListTrainingJobsRequest { MaxResults = 100 }, Token)).TrainingJobSummaries ?? [];
        return running.FirstOrDefault(job => job.TrainingJobStatus.Value == "InProgress") is { } found
            ? await sageMaker.StopTrainingJobAsync(new StopTrainingJobRequest { TrainingJobName = found.TrainingJobName }, Token)
            : null;
    });
}
