using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Tests.EventBridge;

public sealed class DeliveryTests : IAsyncLifetime
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private const string Queue = "arn:aws:sqs:us-east-1:000000000000:q";
    private const string DeadLetters = "arn:aws:sqs:us-east-1:000000000000:dlq";
    private readonly TestBus _bus = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task PutEvents_MatchingRule_InvokesTheFunctionAsTheRule()
    {
        await RuleAsync(new() { ["Id"] = "1", ["Arn"] = Function });

        await _bus.PutEventAsync("""{"a":1}""");

        var call = await _bus.Api.NextAsync();
        var anEvent = JsonNode.Parse(call.Input["Payload"]!.ToString())!.AsObject();
        Assert.Equal(("lambda", "Invoke", "Event"), (call.Service, call.Operation, call.Input["InvocationType"]!.ToString()));
        Assert.Equal(new Principal.Service("000000000000", "events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:rule/rule"), call.Principal);
        Assert.Equal(
            ["version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail"], anEvent.Select(member => member.Key));
        Assert.Equal("2026-01-01T00:00:00Z", anEvent["time"]!.ToString());
        Assert.True(Guid.TryParse(anEvent["id"]!.ToString(), out _));
    }

    [Fact]
    public async Task PutEvents_NoMatch_CallsNobody()
    {
        await RuleAsync(new() { ["Id"] = "1", ["Arn"] = Function }, pattern: """{"source":["other"]}""");

        await _bus.PutEventAsync();

        Assert.False(_bus.Api.HasCalls);
        Assert.Empty(_bus.Store.Scan("events.deliveries"));
    }

    [Fact]
    public async Task Publish_BeforeItReturns_TheDeliveryIsOnDisk()
    {
        await _bus.PutRuleAsync("""{"source":["aws.s3"]}""");
        await _bus.PutTargetAsync(new() { ["Id"] = "1", ["Arn"] = Function });

        await _bus.Engine.PublishAsync(new("aws.s3", "Object Created", ["arn:aws:s3:::b"], new JsonObject { ["k"] = "a+b" }), TestContext.Current.CancellationToken);

        Assert.Contains("a+b", Assert.Single(_bus.Store.Scan("events.deliveries")).Value["Event"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_NotMadeBeforeARestart_IsMadeAfterIt()
    {
        await _bus.PutRuleAsync("""{"source":["app"]}""");
        await _bus.PutTargetAsync(new() { ["Id"] = "1", ["Arn"] = Function });
        await _bus.PutEventAsync();
        Assert.False(_bus.Api.HasCalls);

        await _bus.RestartAsync();

        Assert.Equal("Invoke", (await _bus.Api.NextAsync()).Operation);
    }

    [Fact]
    public async Task Delivery_TargetFailsOnce_IsTriedAgainAfterAWhile()
    {
        var attempts = 0;
        _bus.Api.Answer = _ => Interlocked.Increment(ref attempts) == 1 ? throw new AwsException("ServiceException", 500, "down") : [];
        await RuleAsync(new() { ["Id"] = "1", ["Arn"] = Function });

        await _bus.PutEventAsync();
        await _bus.Api.NextAsync();
        await AdvanceUntilCallAsync();

        await EmptyAsync();
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Delivery_RetriesExhausted_GoesToTheDeadLetterQueueWithTheReason()
    {
        _bus.Api.Answer = call => call.Operation == "Invoke" ? throw new AwsException("ServiceException", 500, "down") : [];
        await RuleAsync(new()
        {
            ["Id"] = "1",
            ["Arn"] = Function,
            ["RetryPolicy"] = new JsonObject { ["MaximumRetryAttempts"] = 0 },
            ["DeadLetterConfig"] = new JsonObject { ["Arn"] = DeadLetters },
        });

        await _bus.PutEventAsync();
        await _bus.Api.NextAsync();
        var letter = await _bus.Api.NextAsync();

        Assert.Equal("http://127.0.0.1:4566/000000000000/dlq", letter.Input["QueueUrl"]!.ToString());
        Assert.Equal("app", JsonNode.Parse(letter.Input["MessageBody"]!.ToString())!["source"]!.ToString());
        var attributes = letter.Input["MessageAttributes"]!.AsObject().ToDictionary(one => one.Key, one => one.Value!["StringValue"]!.ToString());
        Assert.Equal("arn:aws:events:us-east-1:000000000000:rule/rule", attributes["RULE_ARN"]);
        Assert.Equal(Function, attributes["TARGET_ARN"]);
        Assert.Equal("down", attributes["ERROR_MESSAGE"]);
        Assert.Equal("MaximumRetryAttempts", attributes["EXHAUSTED_RETRY_CONDITION"]);
        Assert.Equal("0", attributes["RETRY_ATTEMPTS"]);
    }

    [Fact]
    public async Task Delivery_DeadLetterQueueBreaks_StillEnds()
    {
        _bus.Api.Answer = call => throw (call.Operation == "Invoke" ? AwsException.AccessDenied("no") : new InvalidOperationException("broken"));
        await RuleAsync(new() { ["Id"] = "1", ["Arn"] = Function, ["DeadLetterConfig"] = new JsonObject { ["Arn"] = DeadLetters } });

        await _bus.PutEventAsync();

        await EmptyAsync();
    }

    [Fact]
    public async Task Delivery_MissingPermission_IsNotTriedAgain()
    {
        _bus.Api.Answer = call => call.Input["QueueUrl"]!.ToString().EndsWith("/q", StringComparison.Ordinal) ? throw AwsException.AccessDenied("no") : [];
        await RuleAsync(new() { ["Id"] = "1", ["Arn"] = Queue, ["DeadLetterConfig"] = new JsonObject { ["Arn"] = DeadLetters } });

        await _bus.PutEventAsync();
        await _bus.Api.NextAsync();
        var letter = await _bus.Api.NextAsync();

        var attributes = letter.Input["MessageAttributes"]!;
        Assert.Equal("NO_PERMISSIONS", attributes["ERROR_CODE"]!["StringValue"]!.ToString());
        Assert.Null(attributes["EXHAUSTED_RETRY_CONDITION"]);
        await EmptyAsync();
    }

    [Fact]
    public async Task Target_StateMachine_IsStartedAsItsRoleUnderAStableName()
    {
        const string machine = "arn:aws:states:us-east-1:000000000000:stateMachine:m";
        await RuleAsync(new() { ["Id"] = "1", ["Arn"] = machine, ["RoleArn"] = "arn:aws:iam::000000000000:role/starter" });

        await _bus.PutEventAsync();

        var call = await _bus.Api.NextAsync();
        Assert.Equal(("stepfunctions", "StartExecution", machine), (call.Service, call.Operation, call.Input["stateMachineArn"]!.ToString()));
        Assert.Equal("starter", Assert.IsType<Principal.Role>(call.Principal).RoleName);
        Assert.Matches("^[0-9a-f-]{36}_[0-9a-f-]{36}$", call.Input["name"]!.ToString());
    }

    [Fact]
    public async Task Target_StateMachineThatAnEarlierAttemptHasStarted_CountsAsDelivered()
    {
        _bus.Api.Answer = call => call.Operation == "StartExecution" ? throw new AwsException("ExecutionAlreadyExists", 400, "Execution Already Exists") : [];
        await RuleAsync(new()
        {
            ["Id"] = "1",
            ["Arn"] = "arn:aws:states:us-east-1:000000000000:stateMachine:m",
            ["RoleArn"] = "arn:aws:iam::000000000000:role/starter",
            ["DeadLetterConfig"] = new JsonObject { ["Arn"] = DeadLetters },
        });

        await _bus.PutEventAsync();
        await _bus.Api.NextAsync();

        await EmptyAsync();
        Assert.False(_bus.Api.HasCalls);
    }

    [Fact]
    public async Task Target_OtherBus_GetsTheEventUnchanged()
    {
        await _bus.CallAsync("CreateEventBus", new() { ["Name"] = "other" });
        await _bus.PutRuleAsync("""{"source":["app"]}""", "far", "other");
        await _bus.PutTargetAsync(new() { ["Id"] = "1", ["Arn"] = Function }, "far", "other");
        await RuleAsync(new() { ["Id"] = "1", ["Arn"] = "arn:aws:events:us-east-1:000000000000:event-bus/other" });

        var accepted = await _bus.PutEventAsync();

        var payload = JsonNode.Parse((await _bus.Api.NextAsync()).Input["Payload"]!.ToString())!;
        Assert.Equal(accepted["Entries"]![0]!["EventId"]!.ToString(), payload["id"]!.ToString());
    }

    [Fact]
    public async Task Rule_Disabled_MatchesNothing()
    {
        await RuleAsync(new() { ["Id"] = "1", ["Arn"] = Function });
        await _bus.CallAsync("DisableRule", new() { ["Name"] = "rule" });

        await _bus.PutEventAsync();

        Assert.Empty(_bus.Store.Scan("events.deliveries"));
    }

    private async Task RuleAsync(JsonObject target, string pattern = """{"source":["app"]}""")
    {
        _bus.Engine.Start();
        await _bus.PutRuleAsync(pattern);
        await _bus.PutTargetAsync(target);
    }

    /// <summary>Moves the clock on until the retry that waits for it has come.</summary>
    private async Task AdvanceUntilCallAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!_bus.Api.HasCalls)
        {
            limit.Token.ThrowIfCancellationRequested();
            _bus.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await _bus.Api.NextAsync();
    }

    private async Task EmptyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_bus.Store.Scan("events.deliveries").Count > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
