namespace Mlops.Domain.Triggers;

/// <summary>Have the uploads come to rest? When not, ask again after <c>Wait</c> whole seconds.</summary>
public sealed record Quiet(bool IsQuiet, int Wait)
{
    /// <summary>An execution gives up waiting after this many settle times: endless uploads must not prevent training.</summary>
    public const int MaximumSettleTimes = 10;

    /// <param name="newest">When the newest object arrived; null when there is none.</param>
    public static Quiet Decide(DateTimeOffset? newest, DateTimeOffset now, DateTimeOffset startedAt, TimeSpan settle)
    {
        var patience = startedAt + (MaximumSettleTimes * settle) - now;
        if (newest is not { } last || patience <= TimeSpan.Zero)
        {
            return new Quiet(true, 0);
        }

        var rest = last + settle + SettleWindow.ClockMargin - now;
        return rest <= TimeSpan.Zero ? new Quiet(true, 0) : new Quiet(false, WholeSeconds(rest < patience ? rest : patience));
    }

    private static int WholeSeconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
