using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Time;

namespace LocalCloud.Tests.EventBridge;

public sealed class RuleSchedulerTests : IAsyncLifetime
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private readonly VirtualTimeProvider _clock = new(0, new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero));
    private readonly TestBus _bus;

    public RuleSchedulerTests()
    {
        _bus = new(_clock);
        _bus.Engine.Start();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        _clock.Dispose();
    }

    [Fact]
    public async Task Rule_WithARate_FiresAfterItsPeriodWithAScheduledEvent()
    {
        await RuleAsync("rate(5 minutes)");

        await AdvanceAsync(TimeSpan.FromMinutes(5));

        var call = await _bus.Api.NextAsync();
        var anEvent = JsonNode.Parse(call.Input["Payload"]!.ToString())!.AsObject();
        var id = anEvent["id"]!.ToString();
        Assert.Equal(new Principal.Service("000000000000", "events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:rule/rule"), call.Principal);
        anEvent.Remove("id");
        Assert.True(Guid.TryParse(id, out _));
        Assert.Equal(
            """{"version":"0","detail-type":"Scheduled Event","source":"aws.events","account":"000000000000","time":"2026-01-01T00:05:30Z","region":"us-east-1","resources":["arn:aws:events:us-east-1:000000000000:rule/rule"],"detail":{}}""",
            anEvent.ToJsonString());
    }

    [Fact]
    public async Task Rule_WithADailyCron_FiresEachDayOfAMonthAtItsOwnTime()
    {
        await RuleAsync("cron(0 6 * * ? *)");

        await AdvanceAsync(TimeSpan.FromDays(31));

        // Which of two deliveries arrives first is not promised, here as on AWS.
        Assert.Equal(Enumerable.Range(1, 31).Select(day => $"2026-01-{day:00}T06:00:00Z"), (await TimesAsync(31)).Order());
        Assert.False(_bus.Api.HasCalls);
    }

    [Fact]
    public async Task Rule_Disabled_MissesWhatItMissesAndCountsFromEnabling()
    {
        await RuleAsync("rate(10 minutes)");
        await _bus.CallAsync("DisableRule", new() { ["Name"] = "rule" });
        await AdvanceAsync(TimeSpan.FromMinutes(25));
        await _bus.CallAsync("EnableRule", new() { ["Name"] = "rule" });

        await AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(["2026-01-01T00:35:30Z"], await TimesAsync(1));
        Assert.False(_bus.Api.HasCalls);
    }

    [Fact]
    public async Task Rule_WithAnotherExpression_CountsAnew()
    {
        await RuleAsync("rate(10 minutes)");
        await AdvanceAsync(TimeSpan.FromMinutes(9));
        await PutAsync("rate(5 minutes)");

        await AdvanceAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(["2026-01-01T00:14:30Z"], await TimesAsync(1));
        Assert.False(_bus.Api.HasCalls);
    }

    [Fact]
    public async Task Rule_PutAgainWithTheSameExpression_GoesOnCounting()
    {
        await RuleAsync("rate(10 minutes)");
        await AdvanceAsync(TimeSpan.FromMinutes(9));
        await PutAsync("rate(10 minutes)");

        await AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["2026-01-01T00:10:30Z"], await TimesAsync(1));
    }

    [Fact]
    public async Task Rule_DueWhileTheCloudWasStopped_FiresOnceLateAndGoesOn()
    {
        await RuleAsync("rate(1 hour)");
        await _bus.RestartAsync(() => AdvanceAsync(TimeSpan.FromHours(5.5)));

        Assert.Equal(["2026-01-01T01:00:30Z"], await TimesAsync(1));

        await AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(["2026-01-01T06:00:30Z"], await TimesAsync(1));
        Assert.False(_bus.Api.HasCalls);
    }

    [Fact]
    public async Task Rule_FiredBeforeARestart_IsNotFiredAgain()
    {
        await RuleAsync("rate(1 hour)");
        await AdvanceAsync(TimeSpan.FromHours(1));
        await TimesAsync(1);

        await _bus.RestartAsync();
        await AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(["2026-01-01T02:00:30Z"], await TimesAsync(1));
        Assert.False(_bus.Api.HasCalls);
    }

    [Fact]
    public async Task Rule_ThatFires_ReachesItsOwnTargetsOnly()
    {
        await _bus.PutRuleAsync("""{"source":["aws.events"]}""", "spy");
        await _bus.PutTargetAsync(new() { ["Id"] = "1", ["Arn"] = Function }, "spy");
        await RuleAsync("rate(1 hour)", new() { ["Id"] = "1", ["Arn"] = Function, ["Input"] = """{"mine":1}""" });

        await AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("""{"mine":1}""", (await _bus.Api.NextAsync()).Input["Payload"]!.ToString());
        Assert.False(_bus.Api.HasCalls);
    }

    [Fact]
    public async Task Rule_WhoseTargetIsRemovedWhileAnotherFires_DoesNotFireToIt()
    {
        await PutAsync("rate(1 hour)");
        await _bus.PutTargetAsync(new() { ["Id"] = "1", ["Arn"] = Function, ["Input"] = "1" });
        await _bus.CallAsync("PutRule", new() { ["Name"] = "second", ["ScheduleExpression"] = "rate(1 hour)" });
        await _bus.PutTargetAsync(new() { ["Id"] = "1", ["Arn"] = Function, ["Input"] = "2" }, "second");
        _bus.Faults = new Interruption(() => _ = _bus.CallAsync("RemoveTargets", new() { ["Rule"] = "second", ["Ids"] = new JsonArray("1") }));
        await _bus.RestartAsync();

        await AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("1", (await _bus.Api.NextAsync()).Input["Payload"]!.ToString());
        Assert.False(_bus.Api.HasCalls);
    }

    [Fact]
    public async Task Rule_WithPatternAndSchedule_DoesBoth()
    {
        await _bus.CallAsync("PutRule", new() { ["Name"] = "rule", ["ScheduleExpression"] = "rate(1 hour)", ["EventPattern"] = """{"source":["app"]}""" });
        await _bus.PutTargetAsync(new() { ["Id"] = "1", ["Arn"] = Function });

        await _bus.PutEventAsync();
        var first = await _bus.Api.NextAsync();
        await AdvanceAsync(TimeSpan.FromHours(1));
        var second = await _bus.Api.NextAsync();

        Assert.Equal(["app", "aws.events"], new[] { first, second }.Select(call => (string)JsonNode.Parse(call.Input["Payload"]!.ToString())!["source"]!));
    }

    [Fact]
    public async Task Rule_Deleted_FiresNoMore()
    {
        await PutAsync("rate(1 hour)");
        await _bus.CallAsync("DeleteRule", new() { ["Name"] = "rule" });

        await AdvanceAsync(TimeSpan.FromHours(2));

        Assert.False(_bus.Api.HasCalls);
    }

    [Fact]
    public async Task PutRule_WithAScheduleOnAnotherBus_IsRefused()
    {
        await _bus.CallAsync("CreateEventBus", new() { ["Name"] = "other" });

        var error = await Assert.ThrowsAsync<AwsException>(() => _bus.CallAsync(
            "PutRule", new() { ["Name"] = "rule", ["ScheduleExpression"] = "rate(1 minute)", ["EventBusName"] = "other" }));

        Assert.Equal("ScheduleExpression is supported only on the default event bus.", error.Message);
    }

    private async Task RuleAsync(string expression, JsonObject? target = null)
    {
        await PutAsync(expression);
        await _bus.PutTargetAsync(target ?? new() { ["Id"] = "1", ["Arn"] = Function });
    }

    private Task<JsonObject> PutAsync(string expression) => _bus.CallAsync("PutRule", new() { ["Name"] = "rule", ["ScheduleExpression"] = expression });

    private Task AdvanceAsync(TimeSpan span) => _clock.AdvanceAsync(span, TestContext.Current.CancellationToken);

    private async Task<List<string>> TimesAsync(int count)
    {
        var times = new List<string>();
        while (times.Count < count)
        {
            times.Add((string)JsonNode.Parse((await _bus.Api.NextAsync()).Input["Payload"]!.ToString())!["time"]!);
        }

        return times;
    }
}
