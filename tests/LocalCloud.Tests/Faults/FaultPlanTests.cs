using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Faults;
using LocalCloud.Time;

namespace LocalCloud.Tests.Faults;

public sealed class FaultPlanTests : IDisposable
{
    private static readonly FaultRule Throttle = new()
    {
        Service = "sagemaker",
        Operation = "CreateModel",
        Effect = new FaultEffect.Throw("ThrottlingException", "Rate exceeded"),
    };

    private readonly VirtualTimeProvider _clock = new(0, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FaultPlan _plan;

    public FaultPlanTests() => _plan = new(_clock);

    public void Dispose() => _clock.Dispose();

    [Fact]
    public async Task Rule_WithSkipAndTimes_HitsThoseInBetween()
    {
        var fault = _plan.Add(Throttle with { Skip = 1, Times = 2 });

        var failed = new List<bool> { await FailsAsync(), await FailsAsync(), await FailsAsync(), await FailsAsync() };

        Assert.Equal([false, true, true, false], failed);
        Assert.Equal(2, fault.Hits);
    }

    [Theory]
    [InlineData("Describe", null, null)]
    [InlineData("CreateModel", "other", null)]
    [InlineData("CreateModel", null, "other")]
    public async Task Rule_ForAnotherCall_LetsThisOnePass(string operation, string? caller, string? resource)
    {
        _plan.Add(Throttle with { Operation = operation, Caller = caller, Resource = resource });

        Assert.False(await FailsAsync());
    }

    [Fact]
    public async Task Rule_ByPartsOfCallerAndResource_Hits()
    {
        _plan.Add(Throttle with { Operation = null, Caller = "trainer", Resource = "model-1" });

        Assert.True(await FailsAsync());
    }

    [Fact]
    public async Task Rule_RemovedOrCleared_HitsNoMore()
    {
        var fault = _plan.Add(Throttle);
        Assert.True(_plan.Remove(fault));
        Assert.False(_plan.Remove(fault));
        Assert.False(await FailsAsync());

        _plan.Add(Throttle);
        _plan.Clear();
        Assert.False(await FailsAsync());
    }

    [Fact]
    public async Task Rules_SeveralThatMatch_AreUsedUpInTheirOrder()
    {
        _plan.Add(Throttle with { Times = 1 });
        _plan.Add(Throttle with { Times = 1, Effect = new FaultEffect.Throw("InternalFailure", "no", 500) });

        var codes = new[] { (await Assert.ThrowsAsync<AwsException>(CallAsync)).Code, (await Assert.ThrowsAsync<AwsException>(CallAsync)).Code };

        Assert.Equal(["ThrottlingException", "InternalFailure"], codes);
    }

    [Fact]
    public async Task Delay_ByTheCloudsClock_HoldsTheCall()
    {
        _plan.Add(Throttle with { Effect = new FaultEffect.Delay(TimeSpan.FromHours(1)) });

        var call = CallAsync();
        Assert.False(call.IsCompleted);
        await _clock.AdvanceAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken);

        await call.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task FunctionError_OfAnInvocation_IsItsPayloadAndNoMatterOfTheCall()
    {
        _plan.Add(new() { Service = "lambda", Operation = "Invoke", Resource = "record", Times = 1, Effect = new FaultEffect.FunctionError("IOException", "x") });

        Assert.Null(await _plan.OnCallAsync("lambda", "Invoke", new() { ["FunctionName"] = "record" }, Caller, TestContext.Current.CancellationToken));
        Assert.Null(_plan.OnInvocation("other", "{}", null));
        Assert.Equal("""{"errorType":"IOException","errorMessage":"x"}""", _plan.OnInvocation("record", "{}", null));
        Assert.Null(_plan.OnInvocation("record", "{}", null));
    }

    [Fact]
    public void FunctionError_ForACaller_IsForItsInvocationsOnly()
    {
        _plan.Add(new() { Service = "lambda", Operation = "Invoke", Caller = "trainer", Effect = new FaultEffect.FunctionError("IOException", "x") });

        Assert.Null(_plan.OnInvocation("record", "{}", null));
        Assert.NotNull(_plan.OnInvocation("record", "{}", Caller));
    }

    [Fact]
    public async Task Answer_OfACall_IsItsOutputEachTimeAnew()
    {
        _plan.Add(Throttle with { Times = 2, Effect = new FaultEffect.Answer(new() { ["ModelArn"] = "arn" }) });

        var first = await CallAsync();
        first!["ModelArn"] = "changed";

        Assert.Equal("arn", (string?)(await CallAsync())!["ModelArn"]);
        Assert.Null(await CallAsync());
    }

    [Theory]
    [MemberData(nameof(Misplaced))]
    public void Add_OfAnEffectThatDoesNotExistThere_IsRefused(FaultRule rule) => Assert.Throws<ArgumentException>(() => _plan.Add(rule));

    public static TheoryData<FaultRule> Misplaced => new(
        Throttle with { Effect = new FaultEffect.Drop() },
        Throttle with { Effect = new FaultEffect.FunctionError("E", "m") },
        Throttle with { Operation = null, Effect = new FaultEffect.Answer([]) },
        Throttle with { Service = "s3", Operation = "HeadObject", Effect = new FaultEffect.Answer([]) },
        Throttle with { Service = "events", Operation = FaultRule.Delivery, Effect = new FaultEffect.Answer([]) },
        Throttle with { Service = "events", Operation = FaultRule.Delivery });

    private static Principal Caller => new Principal.Role("000000000000", "trainer", "run");

    private Task<JsonObject?> CallAsync() => _plan.OnCallAsync(
        "sagemaker", "CreateModel", new() { ["Containers"] = new JsonArray(new JsonObject { ["Image"] = "model-1:v" }) }, Caller, TestContext.Current.CancellationToken);

    private async Task<bool> FailsAsync()
    {
        try
        {
            return await CallAsync() is not null;
        }
        catch (AwsException)
        {
            return true;
        }
    }
}
