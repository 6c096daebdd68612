using Mlops.Domain.Triggers;

namespace Mlops.Domain.Tests.Triggers;

public sealed class AdmissionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly WaitingExecution Self = Waiting("self", 10);

    [Fact]
    public void WhenHeld_NobodyElse_IsBusy() => Assert.Equal(new Admission.Busy(LeaseWait.Shortest), Decide(Self));

    [Fact]
    public void WhenHeld_NewerEqualRequest_IsSupersededByTheNewest() =>
        Assert.Equal(new Admission.Superseded("c"), Decide(Self, Waiting("b", 11), Waiting("c", 12)));

    [Fact]
    public void WhenHeld_OlderRequest_IsBusy() => Assert.IsType<Admission.Busy>(Decide(Self, Waiting("b", 9)));

    [Fact]
    public void WhenHeld_NewerThatHasBegun_IsBusy() => Assert.IsType<Admission.Busy>(Decide(Self, Waiting("b", 11) with { HasBegun = true }));

    [Theory]
    [InlineData(RetrainCause.Manual)]
    [InlineData(RetrainCause.Ci)]
    public void WhenHeld_WhatSomebodyAskedFor_IsNeverSuperseded(RetrainCause cause) =>
        Assert.IsType<Admission.Busy>(Decide(Self with { Request = Self.Request with { Cause = cause } }, Waiting("b", 11)));

    [Fact]
    public void WhenHeld_ForcedOrWithParameters_IsNeverSuperseded()
    {
        Assert.IsType<Admission.Busy>(Decide(Self with { Request = Self.Request with { Force = true } }, Waiting("b", 11)));
        Assert.IsType<Admission.Busy>(Decide(Self with { Request = Self.Request with { Parameters = new Dictionary<string, string> { ["a"] = "b" } } }, Waiting("b", 11)));
    }

    [Fact]
    public void WhenHeld_OfTwoWaitingExecutions_NeverBothAreSuperseded()
    {
        var other = Waiting("b", 10);

        Assert.Single([Decide(Self, other), Decide(other, Self)], answer => answer is Admission.Superseded);
    }

    [Fact]
    public void Seconds_LongWaits_GrowAndAreBounded()
    {
        var waits = Enumerable.Range(0, 5).Select(power => LeaseWait.Seconds(Start, Start.AddSeconds(Math.Pow(10, power + 1)))).ToList();

        Assert.Equal([5, 12, 125, 600, 600], waits);
    }

    private static Admission Decide(WaitingExecution self, params WaitingExecution[] others) => Admission.WhenHeld(self, [self, .. others], Start.AddSeconds(20));

    private static WaitingExecution Waiting(string execution, int start) => new(
        execution,
        Start.AddSeconds(start),
        new RetrainRequest { Pipeline = "p1", Cause = RetrainCause.Upload, Request = execution, NotBefore = Start },
        HasBegun: false);
}
