using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>
/// Which retrier or catcher an error meets. Pure.
/// </summary>
/// <remarks>
/// <c>States.Runtime</c> meets none, not even one that names it. <c>States.ALL</c> meets every other error except a
/// terminal data limit. <c>States.TaskFailed</c> meets all but time-outs. <c>States.Timeout</c> meets heartbeat time-outs too.
/// </remarks>
internal static class ErrorPolicy
{
    /// <summary>The retrier to use (by position) and its delay, or null when the error is not to be retried (again).</summary>
    public static (int Retrier, TimeSpan Delay)? Retry(IReadOnlyList<Retrier> retriers, StatesError error, IReadOnlyList<int> counts, Random random)
    {
        for (var i = 0; i < retriers.Count; i++)
        {
            if (Matches(retriers[i].ErrorEquals, error))
            {
                var count = i < counts.Count ? counts[i] : 0;
                return count < retriers[i].MaxAttempts ? (i, Delay(retriers[i], count, random)) : null;
            }
        }

        return null;
    }

    public static Catcher? Catch(IReadOnlyList<Catcher> catchers, StatesError error) =>
        catchers.FirstOrDefault(catcher => Matches(catcher.ErrorEquals, error));

    /// <summary>The delay before retry number <paramref name="count"/> (from 0).</summary>
    public static TimeSpan Delay(Retrier retrier, int count, Random random)
    {
        var seconds = retrier.IntervalSeconds * Math.Pow(retrier.BackoffRate, count);
        var limit = retrier.MaxDelaySeconds ?? int.MaxValue;
        var capped = double.IsFinite(seconds) ? Math.Min(seconds, limit) : limit;
        return TimeSpan.FromSeconds(retrier.FullJitter ? capped * random.NextDouble() : capped);
    }

    public static bool Matches(IReadOnlyList<string> names, StatesError error) => error.Error != StatesError.Runtime && names.Any(name => name switch
    {
        StatesError.All => !error.IsTerminal,
        StatesError.TaskFailed => !error.IsTerminal && error.Error is not (StatesError.Timeout or StatesError.HeartbeatTimeout),
        StatesError.Timeout => error.Error is StatesError.Timeout or StatesError.HeartbeatTimeout,
        _ => name == error.Error,
    });
}
