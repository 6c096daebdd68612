using System.Diagnostics;
using LocalCloud.Time;

namespace LocalCloud.Tests.Time;

public sealed class ScaledTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Clock_AtSpeed_RunsThatMuchFaster()
    {
        var clock = new ScaledTimeProvider(600, Start);
        var real = Stopwatch.StartNew();

        await Task.Delay(TimeSpan.FromMinutes(1), clock, TestContext.Current.CancellationToken);

        Assert.InRange(real.Elapsed, TimeSpan.FromMilliseconds(90), TimeSpan.FromSeconds(10));
        Assert.True(clock.GetUtcNow() >= Start + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void GetElapsedTime_OverAStretch_AgreesWithTheClock()
    {
        var clock = new ScaledTimeProvider(1000, Start);
        var (from, at) = (clock.GetTimestamp(), clock.GetUtcNow());
        SpinWait.SpinUntil(() => clock.GetUtcNow() > at.AddSeconds(20));

        var apart = clock.GetElapsedTime(from) - (clock.GetUtcNow() - at);

        Assert.InRange(apart.Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task PeriodicTimer_PeriodBelowAMillisecond_KeepsFiring()
    {
        var clock = new ScaledTimeProvider(10_000, Start);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);

        Assert.True(await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken));
        Assert.True(await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Speed_NotAboveZero_IsRefused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaledTimeProvider(speed, Start));
}
