namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Waits for an instant of a clock, however far away.</summary>
public static class Delays
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Returns when the instant has come, and at once where it is past.</summary>
    public static async Task UntilAsync(DateTimeOffset instant, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var left = instant - time.GetUtcNow(); left > TimeSpan.Zero; left = instant - time.GetUtcNow())
        {
            var next = WholeMilliseconds(left);
            await Task.Delay(next < Longest ? next : Longest, time, cancellationToken);
        }
    }

    /// <summary>
    /// The least time of a timer that is not too short: timers count whole milliseconds, and a rest below one would be no wait
    /// at all, again and again.
    /// </summary>
    public static TimeSpan WholeMilliseconds(TimeSpan span) =>
        span > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds)) : TimeSpan.Zero;
}
