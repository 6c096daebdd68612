namespace LocalCloud.Time;

/// <summary>
/// A clock that runs <paramref name="speed"/> times as fast as real time from <paramref name="start"/> on; its timers fire
/// accordingly sooner. Waits, schedules and retries of the cloud obey it; real processes are supervised in real time.
/// </summary>
public sealed class ScaledTimeProvider(double speed, DateTimeOffset start) : TimeProvider
{
    private readonly long _origin = System.GetTimestamp();

    public double Speed { get; } = speed > 0 ? speed : throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed of a clock is above zero.");

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_origin) * Speed;

    public override long GetTimestamp() => (long)((System.GetTimestamp() - _origin) * Speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    // The system's timers count whole milliseconds from its last tick: rounded up and one more, none fires before this clock
    // says that its time has come, and what waits in steps below a millisecond still rests.
    private TimeSpan Real(TimeSpan span) =>
        span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / Speed) + 1);

    private sealed class ScaledTimer(ITimer inner, ScaledTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
