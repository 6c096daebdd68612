using System.Diagnostics;
using LocalCloud.Time;

namespace LocalCloud.Tests.Time;

public sealed class VirtualTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clock_AtSpeed_RunsThatMuchFaster()
    {
        using var clock = new VirtualTimeProvider(600, Start);
        var real = Stopwatch.StartNew();

        await Task.Delay(TimeSpan.FromMinutes(1), clock, Token);

        Assert.InRange(real.Elapsed, TimeSpan.FromMilliseconds(90), TimeSpan.FromSeconds(10));
        Assert.True(clock.GetUtcNow() >= Start + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void GetElapsedTime_OverAStretch_AgreesWithTheClock()
    {
        using var clock = new VirtualTimeProvider(1000, Start);
        var (from, at) = (clock.GetTimestamp(), clock.GetUtcNow());
        SpinWait.SpinUntil(() => clock.GetUtcNow() > at.AddSeconds(20));

        var apart = clock.GetElapsedTime(from) - (clock.GetUtcNow() - at);

        Assert.InRange(apart.Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task PeriodicTimer_PeriodBelowAMillisecond_KeepsFiring()
    {
        using var clock = new VirtualTimeProvider(10_000, Start);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);

        Assert.True(await timer.WaitForNextTickAsync(Token));
        Assert.True(await timer.WaitForNextTickAsync(Token));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Speed_BelowZeroOrNoNumber_IsRefused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VirtualTimeProvider(speed, Start));

    [Fact]
    public async Task Advance_OfAClockThatStands_MovesTimeAndTimestampAlike()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        var from = clock.GetTimestamp();

        await clock.AdvanceAsync(TimeSpan.FromDays(40), Token);

        Assert.Equal(Start.AddDays(40), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(40), clock.GetElapsedTime(from));
    }

    [Fact]
    public async Task Advance_OverALoopThatDelays_ShowsItEveryInstant()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        var seen = new List<DateTimeOffset>();
        var loop = LoopAsync();

        await clock.AdvanceAsync(TimeSpan.FromDays(30), Token);
        await loop.WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.Equal(Enumerable.Range(1, 30).Select(day => Start.AddDays(day)), seen);

        async Task LoopAsync()
        {
            while (seen.Count < 30)
            {
                await Task.Delay(TimeSpan.FromDays(1), clock, Token);
                await Task.Yield();
                seen.Add(clock.GetUtcNow());
            }
        }
    }

    [Fact]
    public async Task AdvanceToNext_WithSeveralDue_StopsAtTheFirstInstant()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        var seen = new List<int>();
        await using var first = clock.CreateTimer(_ => seen.Add(1), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await using var beside = clock.CreateTimer(_ => seen.Add(2), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await using var later = clock.CreateTimer(_ => seen.Add(3), null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);

        await clock.AdvanceToNextAsync(TimeSpan.FromHours(9), Token);

        Assert.Equal([1, 2], seen);
        Assert.Equal(Start.AddHours(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task AdvanceToNext_WithNothingDueTillThen_MovesAsFarAsItMay()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        var fired = false;
        await using var timer = clock.CreateTimer(_ => fired = true, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);

        await clock.AdvanceToNextAsync(TimeSpan.FromMinutes(1), Token);

        Assert.False(fired);
        Assert.Equal(Start.AddMinutes(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task Advance_OverALoopThatIsBusyBetweenItsDelays_WaitsForIt()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        var seen = new List<DateTimeOffset>();
        var loop = LoopAsync();

        await clock.AdvanceAsync(TimeSpan.FromDays(5), Token);
        await loop.WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.Equal(Enumerable.Range(1, 5).Select(day => Start.AddDays(day)), seen);

        async Task LoopAsync()
        {
            while (seen.Count < 5)
            {
                await Task.Delay(TimeSpan.FromDays(1), clock, Token);
                await Task.Run(() => SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(10)), Token);
                seen.Add(clock.GetUtcNow());
            }
        }
    }

    [Fact]
    public async Task Advance_CancelledAmongTheTimersOfAnInstant_LeavesTheOthersArmed()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        using var stop = new CancellationTokenSource();
        var fired = new List<int>();
        await using var first = clock.CreateTimer(_ => stop.Cancel(), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await using var second = clock.CreateTimer(_ => fired.Add(2), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await using var third = clock.CreateTimer(_ => fired.Add(3), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clock.AdvanceAsync(TimeSpan.FromHours(1), stop.Token));
        await clock.AdvanceAsync(TimeSpan.FromHours(1), Token);

        Assert.Equal([2, 3, 3], fired.Order());
    }

    [Fact]
    public async Task Timer_MovedByAnotherOfItsInstant_FiresAtItsNewTimeOnly()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        var seen = new List<DateTimeOffset>();
        ITimer? moved = null;
        await using var mover = clock.CreateTimer(_ => moved!.Change(TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await using var movedToo = moved = clock.CreateTimer(_ => seen.Add(clock.GetUtcNow()), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);

        await clock.AdvanceAsync(TimeSpan.FromHours(9), Token);

        Assert.Equal([Start.AddHours(3)], seen);
    }

    [Fact]
    public async Task Advance_OverAPeriodicTimer_FiresEachPeriodAtItsTime()
    {
        using var clock = new VirtualTimeProvider(5, Start);
        var seen = new List<DateTimeOffset>();
        await using var timer = clock.CreateTimer(_ => seen.Add(clock.GetUtcNow()), null, TimeSpan.FromHours(1), TimeSpan.FromHours(6));

        await clock.AdvanceAsync(TimeSpan.FromDays(1), Token);

        Assert.Equal(4, seen.Count);
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(6), pair.Second - pair.First));
    }

    [Fact]
    public async Task Advance_WhileACallbackBlocks_GoesOn()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        using var blocked = new ManualResetEventSlim();
        await using var first = clock.CreateTimer(_ => blocked.Wait(TimeSpan.FromSeconds(30)), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await using var second = clock.CreateTimer(_ => blocked.Set(), null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);

        await clock.AdvanceAsync(TimeSpan.FromHours(3), Token);

        Assert.True(blocked.IsSet);
    }

    [Fact]
    public async Task Advance_Cancelled_LeavesTheClockWhereItCame()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        using var stop = new CancellationTokenSource();
        await using var timer = clock.CreateTimer(_ => stop.Cancel(), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clock.AdvanceAsync(TimeSpan.FromHours(9), stop.Token));
        Assert.Equal(Start.AddHours(1), clock.GetUtcNow());

        await clock.AdvanceAsync(TimeSpan.FromHours(1), Token);
        Assert.Equal(Start.AddHours(2), clock.GetUtcNow());
    }

    [Fact]
    public async Task Advance_TwoAtOnce_AddUp()
    {
        using var clock = new VirtualTimeProvider(0, Start);

        await Task.WhenAll(clock.AdvanceAsync(TimeSpan.FromHours(1), Token), clock.AdvanceAsync(TimeSpan.FromHours(2), Token));

        Assert.Equal(Start.AddHours(3), clock.GetUtcNow());
    }

    [Fact]
    public async Task Moved_OnAJump_IsRaisedBeforeTheTimersOfTheInstant()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        var seen = new List<string>();
        clock.Moved += () => seen.Add($"moved {clock.GetUtcNow():HH}");
        await using var timer = clock.CreateTimer(_ => seen.Add("fired"), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);

        await clock.AdvanceAsync(TimeSpan.FromHours(2), Token);

        Assert.Equal(["moved 01", "fired", "moved 02"], seen);
    }

    [Fact]
    public async Task Timer_DueAtOnce_FiresThoughTimeStandsStill()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        var fired = new TaskCompletionSource();
        await using var timer = clock.CreateTimer(_ => fired.TrySetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task Timer_ChangedOrDisposed_DoesNotFireAtItsOldTime()
    {
        using var clock = new VirtualTimeProvider(0, Start);
        var seen = new List<DateTimeOffset>();
        var moved = clock.CreateTimer(_ => seen.Add(clock.GetUtcNow()), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        var stopped = clock.CreateTimer(_ => seen.Add(clock.GetUtcNow()), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        var disposed = clock.CreateTimer(_ => seen.Add(clock.GetUtcNow()), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

        Assert.True(moved.Change(TimeSpan.FromHours(3), Timeout.InfiniteTimeSpan));
        Assert.True(stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        await disposed.DisposeAsync();
        await clock.AdvanceAsync(TimeSpan.FromHours(9), Token);

        Assert.Equal([Start.AddHours(3)], seen);
        Assert.False(disposed.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void Timer_NegativeDueTime_IsRefused()
    {
        using var clock = new VirtualTimeProvider(0, Start);

        Assert.Throws<ArgumentOutOfRangeException>(() => clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(-2), Timeout.InfiniteTimeSpan));
    }
}
