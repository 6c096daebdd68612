namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Waits for an instant of a clock, however far away.</summary>
internal static class Delays
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static async Task UntilAsync(DateTimeOffset instant, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var left = instant - time.GetUtcNow(); left > TimeSpan.Zero; left = instant - time.GetUtcNow())
        {
            await Task.Delay(left < Longest ? left : Longest, time, cancellationToken);
        }
    }
}
