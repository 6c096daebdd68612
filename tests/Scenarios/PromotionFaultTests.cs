using Amazon.StepFunctions;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Telling the next environment goes wrong: once, and nobody minds; for good, and the model serves all the same, while what was to be told is kept.</summary>
public sealed class PromotionFaultTests
{
    private static readonly Place Announce = Place.Service("Announce", "events", "PutEvents");
    private static readonly Place Keep = Place.Service("KeepAnnouncement", "sqs", "SendMessage");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Announcement_ThatFails_IsTriedAgainThenKeptThenVisible()
    {
        await using var environments = await TwoEnvironments.StartAsync();
        var (dev, faults) = (new PipelineDriver(environments.Dev), environments.Host.Faults);
        await dev.PutAsync(Ridership.Months(2001, 2002));

        var once = faults.Add(Announce.Passing());
        Assert.Equal(RunOutcome.Deployed, (await RunAsync(dev, "manual-once")).Run.Outcome);
        Assert.Equal(1, once.Hits);

        var lasting = faults.Add(Announce.Lasting());
        faults.Add(Keep.Passing());
        var kept = await RunAsync(dev, "manual-kept");
        Assert.Equal(RunOutcome.Deployed, kept.Run.Outcome);
        faults.Remove(lasting);
        var replayed = await CliRun.OfAsync(environments.Shell(TwoEnvironments.DevAccount), "replay");
        Assert.True(replayed.ExitCode == 0 && replayed.Output.StartsWith("1 handled", StringComparison.Ordinal), replayed.ToString());
        await Until.FoundAsync("both models in prod", async () => (await environments.Prod.Connection.SageMaker.ListModelPackagesAsync(
            new Amazon.SageMaker.Model.ListModelPackagesRequest { ModelPackageGroupName = "mlops-ridership" }, Token)).ModelPackageSummaryList?.Count == 2 ? "two" : null);

        faults.Clear();
        faults.Add(Announce.Lasting());
        faults.Add(Keep.Lasting());
        var lost = await RunAsync(dev, "manual-lost");
        Assert.Equal((ExecutionStatus.FAILED, lost.Run.Run), (lost.Execution.Status, (await dev.ChampionAsync())!.Run));
        Assert.Contains("KeepAnnouncement", await StatesOfDeploymentAsync(environments.Dev, dev, lost.Run.Run));
    }

    private static async Task<EndedRun> RunAsync(PipelineDriver dev, string name) => await dev.EndedAsync(await dev.StartAsync(name, force: true));

    private static Task<IReadOnlyList<string>> StatesOfDeploymentAsync(DeployedEnvironment environment, PipelineDriver dev, string run)
    {
        var machine = environment.Product.Pipelines[PipelineDriver.Pipeline].Replace("-retrain", "-deploy", StringComparison.Ordinal);
        return dev.StatesAsync($"{machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{run}-1-0-0");
    }
}
