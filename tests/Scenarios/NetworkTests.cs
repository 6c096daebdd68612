using Amazon.SageMaker.Model;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>An account that wants containers in a VPC, and a trail.</summary>
public sealed class NetworkTests
{
    [Fact]
    public async Task Run_InAVpcThatTheAppMakes_DeploysWithItsContainersInIt()
    {
        await using var cloud = await Cloud.StartForAsync(
            """{ "network": {}, "trail": true }""", Edit.NoUploadTrigger, Edit.NoSchedule, Edit.NoMonitor, Edit.Definition("\"num_iterations\":\"400\"", "\"num_iterations\":\"60\""));
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));

        var run = await driver.EndedAsync(await driver.StartAsync("manual-private"));

        Assert.True(run.Run.Outcome is RunOutcome.Deployed, run.ToString());
        var job = await cloud.Connection.SageMaker.DescribeProcessingJobAsync(
            new DescribeProcessingJobRequest { ProcessingJobName = run.Run.Steps[0].Job }, TestContext.Current.CancellationToken);
        Assert.Equal((true, 2), (job.NetworkConfig.EnableNetworkIsolation, job.NetworkConfig.VpcConfig.Subnets.Count));
    }
}
