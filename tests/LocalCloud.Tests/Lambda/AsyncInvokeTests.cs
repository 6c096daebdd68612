using System.Text.Json.Nodes;
using LocalCloud.Lambda;
using LocalCloud.Tests.Processes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LocalCloud.Tests.Lambda;

public sealed class AsyncInvokeTests : IAsyncLifetime
{
    private const string Queue = "arn:aws:sqs:us-east-1:000000000000:dead";
    private readonly FakeTimeProvider _time = new();
    private LambdaFixture _lambda = null!;

    public async ValueTask InitializeAsync() => _lambda = await LambdaFixture.StartAsync(_time);

    public ValueTask DisposeAsync() => _lambda.DisposeAsync();

    [Fact]
    public async Task Invoke_EventThatAlwaysFails_IsTriedThreeTimesAndGoesToTheDeadLetterQueue()
    {
        await _lambda.CreateAsync(change: input => input["DeadLetterConfig"] = new JsonObject { ["TargetArn"] = Queue });

        var output = await _lambda.InvokeAsync("\"fail\"", "Event");
        var call = await AdvanceUntilCalledAsync();

        Assert.Equal(202, (int)output["StatusCode"]!);
        Assert.Equal(("sqs", "SendMessage", "\"fail\""), (call.Service, call.Operation, (string)call.Input["MessageBody"]!));
        Assert.Equal("no", (string)call.Input["MessageAttributes"]!["ErrorMessage"]!["StringValue"]!);
        Assert.EndsWith("/000000000000/dead", (string)call.Input["QueueUrl"]!, StringComparison.Ordinal);
        Assert.Equal("arn:aws:sts::000000000000:assumed-role/function/echo", call.Principal.Arn);
        Assert.Equal(3, Attempts());
    }

    [Fact]
    public async Task Invoke_EventWithoutRetries_SendsTheRecordToTheDestination()
    {
        await _lambda.CreateAsync();
        _lambda.Engine.SetEventInvokeConfig("echo", new EventInvokeConfig { MaximumRetryAttempts = 0, OnFailure = Queue });

        await _lambda.InvokeAsync("\"fail\"", "Event");
        var call = await NextCallAsync();

        var record = JsonNode.Parse((string)call.Input["MessageBody"]!)!;
        Assert.Equal("RetriesExhausted", (string)record["requestContext"]!["condition"]!);
        Assert.Equal(1, (int)record["requestContext"]!["approximateInvokeCount"]!);
        Assert.EndsWith(":function:echo:$LATEST", (string)record["requestContext"]!["functionArn"]!, StringComparison.Ordinal);
        Assert.Equal("Unhandled", (string)record["responseContext"]!["functionError"]!);
        Assert.Equal("Boom", (string)record["responsePayload"]!["errorType"]!);
        Assert.Equal("fail", (string)record["requestPayload"]!);
    }

    [Fact]
    public async Task Invoke_EventOlderThanItMayBe_IsNotTriedAgain()
    {
        await _lambda.CreateAsync();
        _lambda.Engine.SetEventInvokeConfig("echo", new EventInvokeConfig { MaximumEventAgeInSeconds = 60, OnFailure = Queue });

        await _lambda.InvokeAsync("\"fail\"", "Event");
        var call = await AdvanceUntilCalledAsync(TimeSpan.FromSeconds(61));

        Assert.Equal("EventAgeExceeded", (string)JsonNode.Parse((string)call.Input["MessageBody"]!)!["requestContext"]!["condition"]!);
    }

    [Fact]
    public async Task Invoke_EventWhoseFunctionCannotEvenBeStarted_HasFailed()
    {
        await _lambda.CreateAsync();
        _lambda.Engine.SetEventInvokeConfig("echo", new EventInvokeConfig { MaximumRetryAttempts = 0, OnFailure = Queue });
        _lambda.Compute.Roles.Broken = new InvalidOperationException("no keys");

        await _lambda.InvokeAsync("1", "Event");
        var call = await NextCallAsync();

        Assert.Equal("no keys", (string)JsonNode.Parse((string)call.Input["MessageBody"]!)!["responsePayload"]!["errorMessage"]!);
    }

    [Fact]
    public async Task Invoke_RestartBetweenAttempts_GoesOn()
    {
        await _lambda.CreateAsync(change: input => input["DeadLetterConfig"] = new JsonObject { ["TargetArn"] = Queue });
        await _lambda.InvokeAsync("\"fail\"", "Event");
        await UntilAsync(() => Attempts() == 1);

        await _lambda.RestartAsync();
        await AdvanceUntilCalledAsync();

        Assert.InRange(Attempts(), 3, 4);
    }

    private async Task<(string Service, string Operation, JsonObject Input, LocalCloud.Api.Principal Principal)> NextCallAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _lambda.Compute.Api.Calls.Reader.ReadAsync(limit.Token);
    }

    private async Task<(string Service, string Operation, JsonObject Input, LocalCloud.Api.Principal Principal)> AdvanceUntilCalledAsync(TimeSpan? step = null)
    {
        var call = NextCallAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!call.IsCompleted)
        {
            await timer.WaitForNextTickAsync();
            _time.Advance(step ?? TimeSpan.FromSeconds(10));
        }

        return await call;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private int Attempts() => _lambda.Compute.Logs.Lines("/aws/lambda/echo").Count(line => line.StartsWith("END", StringComparison.Ordinal));
}
