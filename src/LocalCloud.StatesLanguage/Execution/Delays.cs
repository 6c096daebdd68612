namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Waits for an instant of a clock, however far away.</summary>
internal static class Delays
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static async Task UntilAsync(DateTimeOffset instant, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var left = instant - time.GetUtcNow(); left > TimeSpan.Zero; left = instant - time.GetUtcNow())
        {
            // Timers count whole milliseconds: a rest below one would be no wait at all, again and again.
            var next = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            await Task.Delay(next < Longest ? next : Longest, time, cancellationToken);
        }
    }
}
