using System.Text.Json.Nodes;

namespace LocalCloud.Tests.CloudWatch;

public sealed class CompositeAlarmTests : IAsyncLifetime
{
    private readonly CloudWatchFixture _cloud = new();

    public async ValueTask InitializeAsync()
    {
        await _cloud.PutAlarmAsync("a");
        await _cloud.PutAlarmAsync("b");
    }

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Composite_New_IsEvaluatedAtOnce()
    {
        await PutAsync("both", "ALARM(a) AND ALARM(b)");

        Assert.Equal("both: INSUFFICIENT_DATA OK", await _cloud.NextChangeAsync());
        Assert.Equal(
            $"{CloudWatchFixture.ArnOf("both")} was created and its alarm rule evaluates to OK",
            (await _cloud.AlarmAsync("both"))["StateReason"]!.ToString());
    }

    [Fact]
    public async Task Composite_ChildChanges_FollowsItsRule()
    {
        await PutAsync("both", "ALARM(a) AND ALARM(b)");
        await SetAsync("a", "ALARM");
        await SetAsync("b", "ALARM");

        var alarm = await _cloud.AlarmAsync("both");
        Assert.Equal("ALARM", alarm["StateValue"]!.ToString());
        Assert.Equal($"{CloudWatchFixture.ArnOf("b")} transitioned to ALARM at Thursday 01 January, 2026 00:00:00 UTC", alarm["StateReason"]!.ToString());
        Assert.Equal(
            $$$"""{"triggeringAlarms":[{"arn":"{{{CloudWatchFixture.ArnOf("b")}}}","state":{"value":"ALARM","timestamp":"2026-01-01T00:00:00.000+0000"}}]}""",
            alarm["StateReasonData"]!.ToString());

        await SetAsync("a", "OK");
        Assert.Equal("OK", await _cloud.StateAsync("both"));
    }

    [Fact]
    public async Task Composite_OfComposites_FollowsToo()
    {
        await PutAsync("inner", "ALARM(a)");
        await PutAsync("outer", "ALARM(inner) AND NOT ALARM(b)");

        await SetAsync("a", "ALARM");

        Assert.Equal("ALARM", await _cloud.StateAsync("outer"));
    }

    [Fact]
    public async Task Composite_InACycle_Settles()
    {
        await PutAsync("x", "ALARM(a)");
        await PutAsync("y", "NOT ALARM(x)");
        await PutAsync("x", "ALARM(y) OR ALARM(a)");

        await SetAsync("a", "ALARM");

        Assert.Equal("ALARM", await _cloud.StateAsync("x"));
    }

    [Fact]
    public async Task Composite_AfterARestart_StillFollows()
    {
        await PutAsync("any", "ALARM(a) OR ALARM(b)");

        await _cloud.RestartAsync(TimeSpan.Zero);
        await SetAsync("b", "ALARM");

        Assert.Equal("ALARM", await _cloud.StateAsync("any"));
    }

    [Fact]
    public async Task SetAlarmState_WhenTheCompositeCannotBeWritten_ChangesNeither()
    {
        await PutAsync("any", "ALARM(a) OR ALARM(b)");
        _cloud.Store.Refuse("cloudwatch.alarms", "any");

        await Assert.ThrowsAnyAsync<Exception>(() => SetAsync("a", "ALARM"));
        _cloud.Store.RefuseNothing();

        Assert.Equal(("INSUFFICIENT_DATA", "OK"), (await _cloud.StateAsync("a"), await _cloud.StateAsync("any")));
        await _cloud.RestartAsync(TimeSpan.Zero);
        Assert.Equal(("INSUFFICIENT_DATA", "OK"), (await _cloud.StateAsync("a"), await _cloud.StateAsync("any")));
    }

    [Fact]
    public async Task Composite_ThatMissedItsChildsChange_MakesUpForItAtTheStart()
    {
        await PutAsync("inner", "ALARM(a)");
        await PutAsync("outer", "ALARM(inner)");
        var child = _cloud.Store.Store.Get("cloudwatch.alarms", "a")!;
        child["State"]!["Value"] = "ALARM";
        _cloud.Store.Store.Put("cloudwatch.alarms", "a", child);

        await _cloud.RestartAsync(TimeSpan.Zero);

        Assert.Equal(("ALARM", "ALARM"), (await _cloud.StateAsync("inner"), await _cloud.StateAsync("outer")));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"triggeringAlarms":[{},3]}""")]
    public async Task SetAlarmState_WithAnyData_TellsTheTopic(string data)
    {
        await _cloud.CallAsync("PutCompositeAlarm", """{"AlarmName":"c","AlarmRule":"ALARM(a)","AlarmActions":["arn:aws:sns:us-east-1:1:t"]}""");

        await _cloud.CallAsync("SetAlarmState", new JsonObject
        {
            ["AlarmName"] = "c",
            ["StateValue"] = "ALARM",
            ["StateReason"] = "r",
            ["StateReasonData"] = data,
        }.ToJsonString());

        var message = JsonNode.Parse((await _cloud.Api.NextAsync()).Input["Message"]!.ToString())!;
        Assert.Empty(message["TriggeringChildren"]!.AsArray());
    }

    [Fact]
    public async Task DeleteAlarms_ThatACompositeNeeds_IsRefusedUnlessItGoesToo()
    {
        await PutAsync("any", "ALARM(a) OR ALARM(b)");

        var refusal = await _cloud.RefusalAsync("DeleteAlarms", """{"AlarmNames":["a","b"]}""");
        Assert.Equal(("ValidationError", "Cannot delete a,b as there are composite alarm(s) depending on them."), (refusal.Code, refusal.Message));
        await _cloud.CallAsync("DeleteAlarms", """{"AlarmNames":["a","b","any"]}""");

        Assert.Empty((await _cloud.CallAsync("DescribeAlarms", "{}"))["MetricAlarms"]!.AsArray());
    }

    [Fact]
    public async Task DeleteAlarms_OfTwoComposites_IsRefused()
    {
        await PutAsync("x", "TRUE");
        await PutAsync("y", "TRUE");

        Assert.Equal("ValidationException", (await _cloud.RefusalAsync("DeleteAlarms", """{"AlarmNames":["x","y"]}""")).Code);
        Assert.Equal("ALARM", await _cloud.StateAsync("x"));
    }

    private Task<JsonObject> PutAsync(string name, string rule) => _cloud.CallAsync("PutCompositeAlarm", $$"""{"AlarmName":"{{name}}","AlarmRule":"{{rule}}"}""");

    private Task<JsonObject> SetAsync(string name, string state) =>
        _cloud.CallAsync("SetAlarmState", $$"""{"AlarmName":"{{name}}","StateValue":"{{state}}","StateReason":"testing"}""");
}
