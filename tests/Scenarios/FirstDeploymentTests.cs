using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>There is no champion yet, and the endpoint cannot be made, or must not stay.</summary>
public sealed class FirstDeploymentTests
{
    private static readonly Place Create = Place.Service("CreateEndpoint", "sagemaker", "CreateEndpoint");
    private static readonly Place Delete = Place.Service("DeleteEndpoint", "sagemaker", "DeleteEndpoint");
    private static readonly Place Describe = Place.Service("Describe", "sagemaker", "DescribeEndpoint");
    private static readonly Place Smoke = Place.Function("SmokeTest", "FunctionsSmokeTestFunction");

    [Fact]
    public async Task Endpoint_WhoseCreationFails_IsMadeAnewByTheNextRun()
    {
        await using var cloud = await StartAsync();
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        using (cloud.Wrap("[ \"$2\" != serve ] || exit 1"))
        {
            var failed = await FailsAsync(cloud, driver, "manual-unhealthy");
            Assert.Contains("EndpointFailed", $"{failed.Run.Error}", StringComparison.Ordinal);
            Assert.Equal("Failed", (await driver.RestingAsync()).EndpointStatus.Value);
        }

        cloud.App.Host.Faults.Add(Delete.Lasting());
        await FailsAsync(cloud, driver, "manual-undeletable");
        cloud.App.Host.Faults.Add(Delete.Passing());
        cloud.App.Host.Faults.Add(Describe.Passing());
        cloud.App.Host.Faults.Add(Create.Passing());
        var deployed = await driver.EndedAsync(await driver.StartAsync("manual-again", force: true));

        Assert.True(deployed.Run.Outcome is RunOutcome.Deployed, deployed.ToString());
        Assert.Contains("DeleteFailedEndpoint", await driver.StatesAsync(deployed.Run.Deployment is null ? deployed.Arn : await DeploymentAsync(cloud, deployed)));
        Assert.Equal(31, (await driver.PredictAsync(Ridership.Questions("2003-01"))).Length);
    }

    [Fact]
    public async Task Endpoint_ThatCannotBeCreated_FailsTheRunAndTheNextOneWorks()
    {
        await using var cloud = await StartAsync();
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        cloud.App.Host.Faults.Add(Create.Lasting());
        await FailsAsync(cloud, driver, "manual-refused");
        Assert.Null(await driver.EndpointAsync());

        var deployed = await driver.EndedAsync(await driver.StartAsync("manual-again"));

        Assert.True(deployed.Run.Outcome is RunOutcome.Deployed, deployed.ToString());
    }

    [Fact]
    public async Task Deployment_ThatIsNotEvenAdmitted_FailsTheRunAndHoldsNothing()
    {
        await using var cloud = await StartAsync();
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        cloud.App.Host.Faults.Add(Place.Function("Admit", "FunctionsAdmitDeploymentFunction").Lasting());

        var run = await driver.EndedAsync(await driver.StartAsync("manual-unadmitted"));

        Assert.True(run.Run.Outcome is RunOutcome.Failed, run.ToString());
        Assert.Null(await driver.EndpointAsync());
        await driver.FreeAsync("training");
    }

    [Fact]
    public async Task Endpoint_OfAFirstModelThatFailsItsSmokeTest_IsDeleted()
    {
        await using var cloud = await StartAsync();
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        cloud.App.Host.Faults.Add(Smoke.Lasting());
        cloud.App.Host.Faults.Add(Delete.Passing());

        await FailsAsync(cloud, driver, "manual-unsound");

        await Until.FoundAsync("the endpoint to be gone", async () => await driver.EndpointAsync() is null ? "gone" : null);
    }

    [Fact]
    public async Task Endpoint_OfAFirstModelThatCannotEvenBeDeleted_IsTakenOverByTheNextRun()
    {
        await using var cloud = await StartAsync();
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        cloud.App.Host.Faults.Add(Smoke.Lasting());
        cloud.App.Host.Faults.Add(Delete.Lasting());
        await FailsAsync(cloud, driver, "manual-undeletable");
        Assert.NotNull(await driver.EndpointAsync());

        var deployed = await driver.EndedAsync(await driver.StartAsync("manual-again"));

        Assert.True(deployed.Run.Outcome is RunOutcome.Deployed, deployed.ToString());
        Assert.Equal(deployed.Run.Deployment!.Config, (await driver.EndpointAsync())!.EndpointConfigName);
    }

    private static Task<Cloud> StartAsync() =>
        Cloud.StartAsync(Edit.NoUploadTrigger, Edit.NoSchedule, Edit.NoMonitor, Edit.Definition("\"num_iterations\":\"400\"", "\"num_iterations\":\"60\""));

    private static async Task<EndedRun> FailsAsync(Cloud cloud, PipelineDriver driver, string request)
    {
        var run = await driver.EndedAsync(await driver.StartAsync(request, force: true));
        cloud.App.Host.Faults.Clear();
        Assert.True(run.Run.Outcome is RunOutcome.Failed, run.ToString());
        Assert.Null(await driver.ChampionAsync());
        await driver.FreeAsync("training");
        await driver.FreeAsync("endpoint");
        return run;
    }

    private static async Task<string> DeploymentAsync(Cloud cloud, EndedRun run)
    {
        var machine = cloud.Product.Pipelines[PipelineDriver.Pipeline].Replace("-retrain", "-deploy", StringComparison.Ordinal);
        var listed = await cloud.Connection.StepFunctions.ListExecutionsAsync(
            new Amazon.StepFunctions.Model.ListExecutionsRequest { StateMachineArn = machine }, TestContext.Current.CancellationToken);
        return listed.Executions.Single(execution => execution.Name.StartsWith(run.Run.Run, StringComparison.Ordinal)).ExecutionArn;
    }
}
