using System.Net;
using System.Text;
using Amazon.SageMakerRuntime;
using Amazon.SageMakerRuntime.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

public sealed class SageMakerRuntimeClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static InvokeEndpointRequest Invoke => new()
    {
        EndpointName = "mlops-ridership",
        Body = new MemoryStream(Encoding.UTF8.GetBytes("1,2\n3,4\n")),
        ContentType = "text/csv",
        Accept = "application/json",
        InferenceId = "i-1",
        TargetVariant = "main",
        CustomAttributes = "trace=1",
    };

    [Fact]
    public async Task InvokeEndpoint_Called_SendsTheBodyAsItIs()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.SageMakerRuntime(server);

        await client.InvokeEndpointAsync(Invoke, Cancel);

        Assert.Equal("POST /endpoints/mlops-ridership/invocations", $"{server.Request.Method} {server.Request.Path}");
        Assert.Equal("1,2\n3,4\n", server.Request.Body);
        Assert.Contains("/eu-central-1/sagemaker/aws4_request", server.Request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Type", "text/csv")]
    [InlineData("Accept", "application/json")]
    [InlineData("X-Amzn-SageMaker-Inference-Id", "i-1")]
    [InlineData("X-Amzn-SageMaker-Target-Variant", "main")]
    [InlineData("X-Amzn-SageMaker-Custom-Attributes", "trace=1")]
    public async Task InvokeEndpoint_Called_SendsHeader(string name, string value)
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.SageMakerRuntime(server);

        await client.InvokeEndpointAsync(Invoke, Cancel);

        Assert.Equal(value, server.Request.Headers[name]);
    }

    [Fact]
    public async Task InvokeEndpoint_Answered_ReturnsTheBodyFromItsStart()
    {
        var reply = new Reply(200, "[1.5]")
        {
            Headers = { ["Content-Type"] = "application/json", ["x-Amzn-Invoked-Production-Variant"] = "main" },
        };
        await using var server = await Loopback.StartAsync(reply);
        using var client = ClientFor.SageMakerRuntime(server);

        var response = await client.InvokeEndpointAsync(Invoke, Cancel);

        Assert.Equal("[1.5]", Encoding.UTF8.GetString(response.Body.ToArray()));
        Assert.Equal(0, response.Body.Position);
        Assert.Equal("application/json", response.ContentType);
        Assert.Equal("main", response.InvokedProductionVariant);
        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
    }

    [Theory]
    [InlineData(424)]
    [InlineData(400)]
    public async Task InvokeEndpoint_ModelFails_ThrowsWhatTheModelSaid(int status)
    {
        var body = """{"Message":"Received client error (415)","OriginalStatusCode":415,"OriginalMessage":"no csv","LogStreamArn":"arn:l"}""";
        await using var server = await Loopback.StartAsync(
            new Reply(status, body) { Headers = { ["x-amzn-ErrorType"] = "ModelError" } });
        using var client = ClientFor.SageMakerRuntime(server);

        var thrown = await Assert.ThrowsAsync<ModelErrorException>(() => client.InvokeEndpointAsync(Invoke, Cancel));

        Assert.Equal((415, "no csv", "arn:l"), (thrown.OriginalStatusCode, thrown.OriginalMessage, thrown.LogStreamArn));
        Assert.Equal((HttpStatusCode)status, thrown.StatusCode);
        Assert.Equal("Received client error (415)", thrown.Message);
    }

    [Fact]
    public async Task InvokeEndpoint_OfNoEndpoint_ThrowsValidationError()
    {
        await using var server = await Loopback.StartAsync(
            new Reply(400, """{"Message":"Endpoint e not found"}""") { Headers = { ["x-amzn-ErrorType"] = "ValidationError" } });
        using var client = ClientFor.SageMakerRuntime(server);

        await Assert.ThrowsAsync<ValidationErrorException>(() => client.InvokeEndpointAsync(Invoke, Cancel));
    }

    [Fact]
    public async Task InvokeEndpoint_UnavailableOnce_SendsTheWholeBodyAgain()
    {
        await using var server = await Loopback.StartAsync(Reply.Error(503, "ServiceUnavailable"), Reply.Ok());
        using var client = ClientFor.SageMakerRuntime(server);

        await client.InvokeEndpointAsync(Invoke, Cancel);

        Assert.Equal(["1,2\n3,4\n", "1,2\n3,4\n"], server.Requests.Select(r => r.Body));
    }

    [Fact]
    public async Task InvokeEndpoint_NameWithoutAnEndpoint_IsRefusedBeforeSending()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.SageMakerRuntime(server);

        await Assert.ThrowsAsync<AmazonSageMakerRuntimeException>(
            () => client.InvokeEndpointAsync(new InvokeEndpointRequest { Body = new MemoryStream() }, Cancel));

        Assert.Empty(server.Requests);
    }
}
