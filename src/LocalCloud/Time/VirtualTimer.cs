namespace LocalCloud.Time;

/// <summary>A timer of a <see cref="VirtualTimeProvider"/>, which owns when it is due; timers are ordered as they fire.</summary>
internal sealed class VirtualTimer(VirtualTimeProvider clock, TimerCallback callback, object? state) : ITimer, IComparable<VirtualTimer>
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>The instant in UTC ticks.</summary>
    public long Due { get; set; }

    /// <summary>Timers due at one instant fire in the order of their arming.</summary>
    public long Order { get; set; }

    /// <summary>In ticks; 0 fires once.</summary>
    public long Period { get; set; }

    public bool Disposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        return clock.Arm(this, dueTime, period);
    }

    public void Fire()
    {
        if (Disposed)
        {
            return;
        }

        if (_context is null)
        {
            callback(state);
            return;
        }

        ExecutionContext.Run(_context, static timer => ((VirtualTimer)timer!).Call(), this);
    }

    public int CompareTo(VirtualTimer? other) =>
        other is null ? 1 : Due != other.Due ? Due.CompareTo(other.Due) : Order.CompareTo(other.Order);

    public void Dispose() => clock.Disarm(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => callback(state);
}
