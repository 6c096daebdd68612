using CsCheck;
using LocalCloud.Time;

namespace LocalCloud.Tests.Time;

public sealed class VirtualTimeProperties
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(int Due, int Period)[]> Timers = Gen.Select(Gen.Int[1, 40], Gen.Int[0, 9]).Array[0, 6];

    private static readonly Gen<int[]> Steps = Gen.Int[0, 15].Array[1, 4];

    [Fact]
    public async Task Advance_OverAnyTimers_FiresEachAtEachOfItsInstantsInTheirOrder() =>
        // One at a time: the clocks of one process wait for each other's work.
        await Gen.Select(Timers, Steps).SampleAsync(async (timers, steps) =>
        {
            using var clock = new VirtualTimeProvider(0, Start);
            var fired = new List<(int Minute, int Timer)>();
            var made = timers.Select((timer, index) => clock.CreateTimer(
                _ => fired.Add(((int)(clock.GetUtcNow() - Start).TotalMinutes, index)), null, Minutes(timer.Due), Minutes(timer.Period))).ToList();

            foreach (var step in steps)
            {
                await clock.AdvanceAsync(Minutes(step), CancellationToken.None);
            }

            made.ForEach(timer => timer.Dispose());
            return fired.Select(one => one.Minute).SequenceEqual(fired.Select(one => one.Minute).Order())
                && fired.Order().SequenceEqual(Expected(timers, steps.Sum()).Order());
        }, iter: 60, threads: 1);

    private static IEnumerable<(int Minute, int Timer)> Expected((int Due, int Period)[] timers, int end) =>
        from timer in timers.Index()
        from minute in Enumerable.Range(1, end)
        where minute == timer.Item.Due
            || (timer.Item.Period > 0 && minute > timer.Item.Due && (minute - timer.Item.Due) % timer.Item.Period == 0)
        select (minute, timer.Index);

    private static TimeSpan Minutes(int count) => TimeSpan.FromMinutes(count);
}
