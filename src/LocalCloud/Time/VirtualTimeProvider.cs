namespace LocalCloud.Time;

/// <summary>
/// A clock that flows <paramref name="speed"/> times as fast as real time from <paramref name="start"/> on (0: it stands still)
/// and can be moved ahead by <see cref="AdvanceAsync"/>. Waits, schedules and retries of the cloud obey it; real processes are
/// supervised in real time.
/// </summary>
public sealed class VirtualTimeProvider(double speed, DateTimeOffset start) : TimeProvider, IDisposable
{
    // How long one callback may keep the clock from moving on: one that blocks must not stop time.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _advancing = new(1);
    private readonly SortedSet<VirtualTimer> _armed = [];
    private ITimer? _alarm;
    private long _ticks = start.UtcTicks;
    private long _since = System.GetTimestamp();
    private bool _held;
    private long _armings;

    /// <summary>The clock has been moved to another instant; raised before the timers of that instant fire.</summary>
    public event Action? Moved;

    public double Speed { get; } = speed >= 0 && double.IsFinite(speed)
        ? speed
        : throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed of a clock is not below zero.");

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(NowTicks(), TimeSpan.Zero);

    public override long GetTimestamp() => NowTicks() - start.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves the clock ahead by <paramref name="span"/>, from one due timer to the next. It stands at the instant that a timer
    /// was due at while the timer fires, and until what that sets going has had a moment to arm its next one.
    /// </summary>
    public async Task AdvanceAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        await _advancing.WaitAsync(cancellationToken);
        try
        {
            var target = Saturated(Hold(), span.Ticks);
            await SettleAsync(cancellationToken);
            while (Step(target) is { } instant)
            {
                Moved?.Invoke();
                await FireAsync(instant, cancellationToken);
                await SettleAsync(cancellationToken);
            }

            Moved?.Invoke();
        }
        finally
        {
            Release();
            _advancing.Release();
        }
    }

    /// <summary>No timer fires from now on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _armed.Clear();
            _alarm?.Dispose();
        }

        _advancing.Dispose();
    }

    internal bool Arm(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.Disposed)
            {
                return false;
            }

            _armed.Remove(timer);
            timer.Period = period > TimeSpan.Zero ? period.Ticks : 0;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                ArmLocked(timer, Saturated(NowTicksLocked(), dueTime.Ticks));
                // Due at once is due even where time stands still, and before anybody moves it.
                FireDueLocked();
            }

            return true;
        }
    }

    internal void Disarm(VirtualTimer timer)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            timer.Disposed = true;
        }
    }

    private long NowTicks()
    {
        lock (_gate)
        {
            return NowTicksLocked();
        }
    }

    private long NowTicksLocked() =>
        _held || Speed == 0 ? _ticks : Saturated(_ticks, (long)Math.Min(System.GetElapsedTime(_since).Ticks * Speed, long.MaxValue / 2));

    private static long Saturated(long ticks, long span) => span > DateTimeOffset.MaxValue.UtcTicks - ticks ? DateTimeOffset.MaxValue.UtcTicks : ticks + span;

    /// <summary>Stops the flow: while the clock is moved, nobody but the mover fires timers, and each sees exactly its own instant.</summary>
    private long Hold()
    {
        lock (_gate)
        {
            (_ticks, _held) = (NowTicksLocked(), true);
            return _ticks;
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            (_since, _held) = (System.GetTimestamp(), false);
            FireDueLocked();
        }
    }

    /// <summary>Moves to the next due instant, or, where there is none up to <paramref name="target"/>, to it.</summary>
    private long? Step(long target)
    {
        lock (_gate)
        {
            var due = _armed.Min is { } first && first.Due <= target ? first.Due : (long?)null;
            _ticks = Math.Max(_ticks, due ?? target);
            return due is null ? null : _ticks;
        }
    }

    /// <summary>Fires what is due at the instant, one after the other, and waits for each: continuations run inside the callbacks.</summary>
    private async Task FireAsync(long instant, CancellationToken cancellationToken)
    {
        foreach (var timer in TakeDue(instant))
        {
            try
            {
                await Task.Run(timer.Fire, CancellationToken.None).WaitAsync(Patience, System, cancellationToken);
            }
            catch (TimeoutException)
            {
                // It goes on by itself, as it would beside the system's clock.
            }
        }
    }

    private List<VirtualTimer> TakeDue(long now)
    {
        lock (_gate)
        {
            return TakeDueLocked(now);
        }
    }

    /// <summary>Lets continuations run until none arms a timer any more and the pool has nothing left to do.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var started = System.GetTimestamp();
        for (var (before, calm) = (-1L, 0); calm < 2 && System.GetElapsedTime(started) < LongestSettling;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), System, cancellationToken);
            var armings = Interlocked.Read(ref _armings);
            calm = armings == before && ThreadPool.PendingWorkItemCount == 0 ? calm + 1 : 0;
            before = armings;
        }
    }

    private void OnAlarm()
    {
        lock (_gate)
        {
            FireDueLocked();
        }
    }

    private void FireDueLocked()
    {
        if (_held)
        {
            return;
        }

        foreach (var timer in TakeDueLocked(NowTicksLocked()))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), timer, preferLocal: false);
        }

        SetAlarmLocked();
    }

    private List<VirtualTimer> TakeDueLocked(long now)
    {
        var due = new List<VirtualTimer>();
        while (_armed.Min is { } first && first.Due <= now)
        {
            _armed.Remove(first);
            due.Add(first);
        }

        foreach (var timer in due.Where(timer => timer.Period > 0))
        {
            // What a late timer has missed is one tick, as with the system's timers.
            ArmLocked(timer, Saturated(timer.Due, (((now - timer.Due) / timer.Period) + 1) * timer.Period));
        }

        return due;
    }

    private void ArmLocked(VirtualTimer timer, long due)
    {
        (timer.Due, timer.Order) = (due, ++_armings);
        _armed.Add(timer);
    }

    // At least a millisecond off: what waits in shorter steps still rests. One that comes early finds nothing due and is set again.
    private void SetAlarmLocked()
    {
        if (Speed == 0 || (_armed.Count == 0 && _alarm is null))
        {
            return;
        }

        _alarm ??= System.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _alarm.Change(_armed.Min is { } first ? Real(first.Due - NowTicksLocked()) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Real(long ticks) =>
        TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(ticks / Speed / TimeSpan.TicksPerMillisecond), 1, LongestSleep.TotalMilliseconds));
}
