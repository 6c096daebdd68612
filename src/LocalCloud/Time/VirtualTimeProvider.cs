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
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    // Of the pool, and so of the process: threads that were at work for longer than anybody is waited for.
    private static volatile int _blocked;

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
    public Task AdvanceAsync(TimeSpan span, CancellationToken cancellationToken) => AdvanceAsync(span, long.MaxValue, cancellationToken);

    /// <summary>Moves the clock ahead, as <see cref="AdvanceAsync"/> does, to the next instant that a timer is due at; by <paramref name="most"/> where none is due till then.</summary>
    public Task AdvanceToNextAsync(TimeSpan most, CancellationToken cancellationToken) => AdvanceAsync(most, 1, cancellationToken);

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

    private async Task AdvanceAsync(TimeSpan span, long mostInstants, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        await _advancing.WaitAsync(cancellationToken);
        try
        {
            var target = Saturated(Hold(), span.Ticks);
            await SettleAsync(cancellationToken);
            for (var left = mostInstants; left > 0 && Step(target) is { } instant; left--)
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

    /// <summary>
    /// Fires what is due at the instant, one after the other, and waits for each: continuations run inside the callbacks. Each
    /// is taken when its turn has come: what an earlier one moved does not fire, and what is not reached stays armed.
    /// </summary>
    private async Task FireAsync(long instant, CancellationToken cancellationToken)
    {
        var last = Interlocked.Read(ref _armings);
        while (TakeNext(instant, last) is { } timer)
        {
            cancellationToken.ThrowIfCancellationRequested();
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

    /// <summary>The next timer that is due and was armed before the instant's firing began; later ones have another turn.</summary>
    private VirtualTimer? TakeNext(long now, long last)
    {
        lock (_gate)
        {
            return _armed.Min is { } first && first.Order <= last ? TakeLocked(now) : null;
        }
    }

    /// <summary>
    /// Lets continuations run until none arms a timer any more and the pool has nothing left to do: nothing that waits for
    /// a thread, and none that works. The order of the two questions matters: what is taken from the queue in between works.
    /// </summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var started = System.GetTimestamp();
        for (var (before, calm) = (-1L, 0); calm < 2;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), System, cancellationToken);
            var (armings, isIdle, working) = (Interlocked.Read(ref _armings), ThreadPool.PendingWorkItemCount == 0, OthersAtWork());
            _blocked = Math.Min(_blocked, working);
            calm = armings == before && isIdle && working == _blocked ? calm + 1 : 0;
            before = armings;
            if (System.GetElapsedTime(started) > LongestSettling)
            {
                // Who has worked all this time waits for something else; it is not waited for again.
                _blocked = working;
                return;
            }
        }
    }

    private static int OthersAtWork()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return most - free - (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
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

        while (TakeLocked(NowTicksLocked()) is { } timer)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), timer, preferLocal: false);
        }

        SetAlarmLocked();
    }

    private VirtualTimer? TakeLocked(long now)
    {
        if (_armed.Min is not { } timer || timer.Due > now)
        {
            return null;
        }

        _armed.Remove(timer);
        if (timer.Period > 0)
        {
            // What a late timer has missed is one tick, as with the system's timers.
            ArmLocked(timer, Saturated(timer.Due, (((now - timer.Due) / timer.Period) + 1) * timer.Period));
        }

        return timer;
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
