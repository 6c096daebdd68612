namespace Mlops.Domain.Triggers;

/// <summary>A span of the time axis cut into equal parts from the Unix epoch on: uploads of one part share one run.</summary>
public readonly record struct SettleWindow
{
    /// <summary>How far S3's clock and the event's may be apart.</summary>
    public static readonly TimeSpan ClockMargin = TimeSpan.FromSeconds(5);

    private SettleWindow(DateTimeOffset start, TimeSpan length) => (Start, Length) = (start, length);

    public DateTimeOffset Start { get; }

    public TimeSpan Length { get; }

    /// <summary>The first instant after the window.</summary>
    public DateTimeOffset End => Start + Length;

    /// <summary>From here on no object of the window can be missing in a listing.</summary>
    public DateTimeOffset NotBefore => End + ClockMargin;

    /// <param name="length">Whole seconds, so that an event time with and one without milliseconds share a window.</param>
    public static SettleWindow Containing(DateTimeOffset instant, TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfNotEqual(length.Ticks % TimeSpan.TicksPerSecond, 0);
        var sinceEpoch = instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var intoWindow = ((sinceEpoch % length.Ticks) + length.Ticks) % length.Ticks;
        return new SettleWindow(new DateTimeOffset(instant.UtcTicks - intoWindow, TimeSpan.Zero), length);
    }
}
