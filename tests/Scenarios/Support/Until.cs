using System.Diagnostics;

namespace Scenarios.Support;

/// <summary>Waits for what a scenario expects to happen, bounded: what does not come in time fails the test by its name.</summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <summary>The first answer of <paramref name="look"/> that is not null.</summary>
    public static async Task<T> FoundAsync<T>(string what, Func<Task<T?>> look)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Limit)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(Look, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Waited {Limit.TotalSeconds} s for {what}.");
    }
}
