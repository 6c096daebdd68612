using Amazon;
using Amazon.Runtime;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Amazon.SageMakerRuntime;
using Amazon.SageMakerRuntime.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

[Collection("environment")]
public sealed class EndpointTests
{
    private static readonly BasicAWSCredentials Credentials = new("a", "b");

    [Theory]
    [InlineData("eu-central-1", "https://states.eu-central-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://states.cn-north-1.amazonaws.com.cn")]
    public void StepFunctions_InARegion_HasTheRegionsEndpoint(string region, string expected)
    {
        using var client = new AmazonStepFunctionsClient(Credentials, RegionEndpoint.GetBySystemName(region));

        Assert.Equal(expected, client.DetermineServiceOperationEndpoint(new StartExecutionRequest()).URL.TrimEnd('/'));
    }

    [Fact]
    public void SageMaker_InARegion_HasTheRegionsEndpoint()
    {
        using var client = new AmazonSageMakerClient(Credentials, RegionEndpoint.EUCentral1);

        Assert.Equal(
            "https://api.sagemaker.eu-central-1.amazonaws.com",
            client.DetermineServiceOperationEndpoint(new DescribeEndpointRequest()).URL.TrimEnd('/'));
    }

    [Fact]
    public void SageMakerRuntime_InARegion_HasTheRegionsEndpoint()
    {
        using var client = new AmazonSageMakerRuntimeClient(Credentials, RegionEndpoint.EUCentral1);

        Assert.Equal(
            "https://runtime.sagemaker.eu-central-1.amazonaws.com",
            client.DetermineServiceOperationEndpoint(new InvokeEndpointRequest()).URL.TrimEnd('/'));
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL")]
    [InlineData("AWS_ENDPOINT_URL_SFN")]
    public async Task StepFunctions_EndpointInTheEnvironment_IsCalledThere(string variable)
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""{"executionArn":"arn:e"}"""));
        using var endpoint = new EnvironmentVariable(variable, server.Url);
        using var region = new EnvironmentVariable("AWS_REGION", "eu-central-1");
        using var client = new AmazonStepFunctionsClient(Credentials);

        await client.DescribeExecutionAsync(
            new DescribeExecutionRequest { ExecutionArn = "arn:e" }, TestContext.Current.CancellationToken);

        Assert.Contains("/eu-central-1/states/", server.Request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SageMakerRuntime_EndpointInTheEnvironment_IsCalledThere()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var environment = new EnvironmentVariable("AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME", server.Url);
        using var client = new AmazonSageMakerRuntimeClient(Credentials, RegionEndpoint.EUCentral1);

        await client.InvokeEndpointAsync(new InvokeEndpointRequest { EndpointName = "e" }, TestContext.Current.CancellationToken);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task StepFunctions_FipsEndpoint_IsRefusedWithTheCure()
    {
        using var client = new AmazonStepFunctionsClient(
            Credentials, new AmazonStepFunctionsConfig { RegionEndpoint = RegionEndpoint.USEast1, UseFIPSEndpoint = true });

        var thrown = await Assert.ThrowsAsync<AmazonClientException>(
            () => client.ListStateMachinesAsync(new ListStateMachinesRequest(), TestContext.Current.CancellationToken));

        Assert.Contains("set ServiceURL", thrown.Message, StringComparison.Ordinal);
    }
}
