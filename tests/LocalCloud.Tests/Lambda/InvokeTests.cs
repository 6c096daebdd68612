using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using Xunit;

namespace LocalCloud.Tests.Lambda;

public sealed class InvokeTests : IAsyncLifetime
{
    private LambdaFixture _lambda = null!;

    public async ValueTask InitializeAsync() => _lambda = await LambdaFixture.StartAsync();

    public ValueTask DisposeAsync() => _lambda.DisposeAsync();

    [Fact]
    public async Task Invoke_Event_ReachesTheProcessWithItsEnvironment()
    {
        await _lambda.CreateAsync();

        var output = await _lambda.InvokeAsync("""{"n":1}""");

        var payload = Payload(output);
        Assert.Equal(200, (int)output["StatusCode"]!);
        Assert.Null(output["FunctionError"]);
        Assert.Equal("""{"n":1}""", payload["event"]!.ToJsonString());
        Assert.Equal(("echo-handler", "hello", "ASIATEST"), ((string)payload["handler"]!, (string)payload["greeting"]!, (string)payload["key"]!));
    }

    [Fact]
    public async Task Invoke_WhenItsMetricsAreRefused_HasSucceeded()
    {
        await _lambda.PublishToAsync(new RefusingPublisher());
        await _lambda.CreateAsync();

        Assert.Null((await _lambda.InvokeAsync("1"))["FunctionError"]);
    }

    [Fact]
    public async Task Invoke_Twice_UsesTheSameProcess()
    {
        await _lambda.CreateAsync();

        var first = Payload(await _lambda.InvokeAsync("1"))["pid"]!.ToJsonString();

        Assert.Equal(first, Payload(await _lambda.InvokeAsync("2"))["pid"]!.ToJsonString());
    }

    [Fact]
    public async Task Invoke_AfterUpdate_UsesANewProcess()
    {
        await _lambda.CreateAsync();
        var first = Payload(await _lambda.InvokeAsync("1"))["pid"]!.ToJsonString();

        await _lambda.CallAsync("UpdateFunctionConfiguration", new JsonObject
        {
            ["FunctionName"] = "echo",
            ["Environment"] = new JsonObject { ["Variables"] = new JsonObject { ["GREETING"] = "bye" } },
        });

        var payload = Payload(await _lambda.InvokeAsync("2"));
        Assert.NotEqual(first, payload["pid"]!.ToJsonString());
        Assert.Equal("bye", (string)payload["greeting"]!);
    }

    [Fact]
    public async Task Invoke_ManyAtOnce_AllAnswered()
    {
        await _lambda.CreateAsync();

        var outputs = await Task.WhenAll(Enumerable.Range(0, 15).Select(n => _lambda.InvokeAsync($"{n}")));

        Assert.Equal(Enumerable.Range(0, 15), outputs.Select(output => (int)Payload(output)["event"]!));
    }

    [Fact]
    public async Task Invoke_FunctionFails_AnswersItsError()
    {
        await _lambda.CreateAsync();

        var output = await _lambda.InvokeAsync("\"fail\"");

        Assert.Equal("Unhandled", (string)output["FunctionError"]!);
        Assert.Equal("Boom", (string)Payload(output)["errorType"]!);
    }

    [Fact]
    public async Task Invoke_RunsTooLong_IsKilledAndTheNextOneWorks()
    {
        await _lambda.CreateAsync(change: input => input["Timeout"] = 1);

        var output = await _lambda.InvokeAsync("\"hang\"");

        Assert.Equal("Sandbox.Timedout", (string)Payload(output)["errorType"]!);
        Assert.EndsWith("Error: Task timed out after 1.00 seconds", (string)Payload(output)["errorMessage"]!, StringComparison.Ordinal);
        Assert.Null((await _lambda.InvokeAsync("1"))["FunctionError"]);
    }

    [Fact]
    public async Task Invoke_ProcessCrashes_SaysTheExitStatus()
    {
        await _lambda.CreateAsync();

        var payload = Payload(await _lambda.InvokeAsync("\"crash\""));

        Assert.Equal("Runtime.ExitError", (string)payload["errorType"]!);
        Assert.EndsWith("Runtime exited with error: exit status 3", (string)payload["errorMessage"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error", "BadInit")]
    [InlineData("exit", "Runtime.ExitError")]
    public async Task Invoke_InitialisationFails_AnswersWhy(string init, string errorType)
    {
        await _lambda.CreateAsync(change: input => input["Environment"]!["Variables"]!["INIT"] = init);

        Assert.Equal(errorType, (string)Payload(await _lambda.InvokeAsync("1"))["errorType"]!);
    }

    [Fact]
    public async Task Invoke_PackageWithoutBootstrap_SaysSo()
    {
        await _lambda.CreateAsync(change: input => input["Code"]!["ZipFile"] = Convert.ToBase64String(LambdaFixture.Zip(("readme", "x"))));

        Assert.Equal("Runtime.InvalidEntrypoint", (string)Payload(await _lambda.InvokeAsync("1"))["errorType"]!);
    }

    [Fact]
    public async Task Invoke_ResponseTooLarge_IsAnError()
    {
        await _lambda.CreateAsync(change: input => input["Timeout"] = 10);

        Assert.Equal("Function.ResponseSizeTooLarge", (string)Payload(await _lambda.InvokeAsync("\"large\""))["errorType"]!);
    }

    [Fact]
    public async Task Invoke_WithTail_ReturnsTheLog()
    {
        await _lambda.CreateAsync();

        var output = await _lambda.CallAsync("Invoke", new JsonObject { ["FunctionName"] = "echo", ["Payload"] = "5", ["LogType"] = "Tail" });

        var log = Encoding.UTF8.GetString(Convert.FromBase64String((string)output["LogResult"]!));
        Assert.Matches("(?s)^START RequestId: .* Version: \\$LATEST\nhandling 5\nEND RequestId: .*\nREPORT RequestId: .*Duration: .* ms\tBilled Duration: ", log);
        var line = Assert.Single(_lambda.Compute.Logs.All, line => line.Message == "handling 5");
        Assert.Equal("/aws/lambda/echo", line.Destination.Group);
        Assert.Matches(@"^\d{4}/\d{2}/\d{2}/\[\$LATEST\][0-9a-f]{32}$", line.Destination.Stream);
        Assert.StartsWith("arn:aws:sts::000000000000:assumed-role/", line.Principal.Arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_NotJson_IsRefused()
    {
        await _lambda.CreateAsync();

        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.InvokeAsync("{"));

        Assert.Equal("InvalidRequestContentException", exception.Code);
    }

    [Fact]
    public async Task Invoke_UnknownFunction_IsNotFound()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.InvokeAsync("1"));

        Assert.Equal(("ResourceNotFoundException", "Function not found: arn:aws:lambda:us-east-1:000000000000:function:echo"), (exception.Code, exception.Message));
    }

    [Fact]
    public async Task Invoke_DryRun_OnlyChecks()
    {
        await _lambda.CreateAsync();

        Assert.Equal(204, (int)(await _lambda.InvokeAsync("1", "DryRun"))["StatusCode"]!);
    }

    private static JsonObject Payload(JsonObject output) => JsonNode.Parse((string)output["Payload"]!)!.AsObject();
}
