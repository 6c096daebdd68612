using LocalCloud.StatesLanguage.Execution;

namespace LocalCloud.Time;

/// <summary>Does work whenever an instant has come that the work itself, or whoever changes it, sets anew. Trouble puts it off.</summary>
internal sealed class DueTimer : IDisposable, IAsyncDisposable
{
    /// <summary>A disk that is full now may have room later.</summary>
    public static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);

    // Timers of the framework take no more than some 49 days; work that is done too early finds nothing due and sets the timer again.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public DueTimer(TimeProvider time, Action work, Action<Exception> onTrouble)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Do(work, onTrouble), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Null: nothing is due.</summary>
    public void Set(DateTimeOffset? due)
    {
        var wait = due is { } instant ? Delays.WholeMilliseconds(instant - _time.GetUtcNow()) : Timeout.InfiniteTimeSpan;
        _timer.Change(wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Returns when the work is not being done any more.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Do(Action work, Action<Exception> onTrouble)
    {
        try
        {
            work();
        }
        catch (Exception problem)
        {
            // The boundary of a timer's callback: an exception here would end the process.
            onTrouble(problem);
            Set(_time.GetUtcNow() + AfterTrouble);
        }
    }
}
