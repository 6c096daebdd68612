using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.StatesLanguage.Tests.Execution;

/// <summary>A clock that jumps to every timer as soon as it is set: waits take no time, yet time passes by their length.</summary>
internal sealed class EagerTime(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider _inner = new(start);

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _inner.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            _ = Task.Run(() => _inner.Advance(dueTime));
        }

        return timer;
    }
}
