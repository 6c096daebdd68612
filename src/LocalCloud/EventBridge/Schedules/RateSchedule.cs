using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.EventBridge.Schedules;

/// <summary><c>rate(value unit)</c>: a period that counts from when the rule was created, enabled or given this expression.</summary>
internal sealed partial record RateSchedule(TimeSpan Period) : Schedule
{
    public static new RateSchedule? Parse(string expression)
    {
        if (RatePattern().Match(expression) is not { Success: true } rate)
        {
            return null;
        }

        var (value, unit) = (long.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture), rate.Groups[2].Value);
        // The unit's number must agree with the value: rate(1 hour), rate(5 hours).
        return value > 0 && (value == 1) != unit.EndsWith('s') ? new(Times(Unit(unit), value)) : null;
    }

    public override DateTimeOffset? Next(DateTimeOffset begun, DateTimeOffset now)
    {
        var first = Seconds(begun);
        var passed = Period * Math.Floor((now - first) / Period);
        return DateTimeOffset.MaxValue - first - passed > Period ? first + passed + Period : null;
    }

    private static TimeSpan Unit(string unit) => unit[0] switch
    {
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    private static TimeSpan Times(TimeSpan unit, long value) =>
        value < TimeSpan.MaxValue / unit ? TimeSpan.FromTicks(unit.Ticks * value) : TimeSpan.MaxValue;

    // An event's time has no fractions.
    private static DateTimeOffset Seconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));

    [GeneratedRegex(@"\Arate\((\d{1,9}) (minutes?|hours?|days?)\)\z")]
    private static partial Regex RatePattern();
}
