using LocalCloud.Time;

namespace Mlops.Cli.Local;

/// <summary>
/// Writes down how far a clock will have come at the next writing but one, so that a process that is killed in between has
/// been no later than what is read after it; the very instant when it is stopped.
/// </summary>
internal sealed class ClockWriter : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ClockFile _file;
    private readonly ITimer? _timer;

    /// <param name="clock">Null: real time, of which nothing need be written as it goes.</param>
    public ClockWriter(ClockFile file, VirtualTimeProvider? clock)
    {
        (_file, Clock) = (file, clock);
        if (clock is null)
        {
            return;
        }

        WriteAhead();
        _timer = TimeProvider.System.CreateTimer(_ => WriteAhead(), null, Interval, Interval);
        clock.Moved += WriteAhead;
    }

    public VirtualTimeProvider? Clock { get; }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
            Clock!.Moved -= WriteAhead;
        }

        _file.Write((Clock ?? TimeProvider.System).GetUtcNow());
    }

    private void WriteAhead() => _file.Write(Clock!.GetUtcNow() + (2 * Clock.Speed * Interval));
}
