using System.Text.Json.Nodes;
using Xunit;

namespace LocalCloud.Tests.Lambda;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Invoke_AfterTheEngineWasDisposed_StartsNoProcess()
    {
        await using var lambda = await LambdaFixture.StartAsync();
        await lambda.CreateAsync();
        await lambda.Engine.DisposeAsync();

        var refused = await Assert.ThrowsAsync<LocalCloud.Api.AwsException>(() => lambda.InvokeAsync("1"));

        Assert.Equal("ServiceException", refused.Code);
        Assert.Empty(lambda.Engine.Workers.All);
    }

    [Fact]
    public async Task Dispose_InvocationUnderWay_EndsItsProcess()
    {
        await using var lambda = await LambdaFixture.StartAsync();
        await lambda.CreateAsync(change: input => input["Timeout"] = 60);
        var invocation = lambda.InvokeAsync("\"hang\"");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!lambda.Compute.Logs.Lines("/aws/lambda/echo").Any(line => line.Contains("handling", StringComparison.Ordinal)))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }

        await lambda.Engine.DisposeAsync();

        var output = await invocation.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal("Runtime.ExitError", (string)JsonNode.Parse((string)output["Payload"]!)!["errorType"]!);
    }
}
