namespace Mlops.Infra.Tests.Running;

/// <summary>A clock that jumps to each wait of up to an hour; longer timers, which guard against hanging, never fire.</summary>
internal sealed class JumpingTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime <= TimeSpan.FromHours(1))
        {
            // A timer's due time is cut to whole milliseconds: the clock must pass the instant that was waited for.
            Interlocked.Add(ref _ticks, dueTime.Ticks + TimeSpan.TicksPerMillisecond);
            _ = Task.Run(() => callback(state));
        }

        return new Spent();
    }

    private sealed class Spent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
