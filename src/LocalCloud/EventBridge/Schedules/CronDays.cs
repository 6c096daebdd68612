using System.Text.RegularExpressions;

namespace LocalCloud.EventBridge.Schedules;

/// <summary>The two day fields of a cron expression, of which one is <c>?</c>.</summary>
internal sealed partial class CronDays
{
    private const string Names = "SUN|MON|TUE|WED|THU|FRI|SAT";

    private readonly Func<DateOnly, bool> _contains;

    private CronDays(Func<DateOnly, bool> contains) => _contains = contains;

    /// <summary>Null when AWS would not take them.</summary>
    public static CronDays? Parse(string ofMonth, string ofWeek) =>
        (ofMonth == "?") == (ofWeek == "?") ? null
        : (ofWeek == "?" ? OfMonth(ofMonth.ToUpperInvariant()) : OfWeek(ofWeek.ToUpperInvariant())) is { } contains ? new(contains)
        : null;

    public bool Contains(DateOnly day) => _contains(day);

    private static Func<DateOnly, bool>? OfMonth(string field)
    {
        if (field == "LW")
        {
            return day => day == NearestWeekday(day, Last(day));
        }

        if (FromEndPattern().Match(field) is { Success: true } fromEnd)
        {
            var before = fromEnd.Groups[1].Success ? CronField.Number(fromEnd.Groups[1].Value, 1, 30) : 0;
            return before is null ? null : day => day.Day == Last(day) - before;
        }

        if (NearestWeekdayPattern().Match(field) is { Success: true } nearest)
        {
            var wanted = CronField.Number(nearest.Groups[1].Value, 1, 31);
            return wanted is null ? null : day => day == NearestWeekday(day, Math.Min(wanted.Value, Last(day)));
        }

        return CronField.Parse(field, 1, 31) is { } days ? day => days.Contains(day.Day) : null;
    }

    private static Func<DateOnly, bool>? OfWeek(string field)
    {
        if (InMonthPattern().Match(field) is { Success: true } inMonth && Weekday(inMonth.Groups[1].Value) is { } weekday)
        {
            var which = CronField.Number(inMonth.Groups[2].Value, 1, 5);
            return day => Number(day) == weekday && (which is null ? day.Day > Last(day) - 7 : (day.Day - 1) / 7 == which - 1);
        }

        // The last day of a week is its Saturday.
        return CronField.Parse(field == "L" ? "7" : field, 1, 7, Names) is { } days ? day => days.Contains(Number(day)) : null;
    }

    private static int? Weekday(string text) =>
        CronField.Number(text, 1, 7) ?? (Array.IndexOf(Names.Split('|'), text) is >= 0 and var index ? index + 1 : null);

    /// <summary>As AWS counts: Sunday is 1.</summary>
    private static int Number(DateOnly day) => (int)day.DayOfWeek + 1;

    private static int Last(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);

    /// <summary>The weekday nearest to a day of the month, in the same month.</summary>
    private static DateOnly NearestWeekday(DateOnly month, int wanted)
    {
        var day = new DateOnly(month.Year, month.Month, wanted);
        return day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(wanted == 1 ? 2 : -1),
            DayOfWeek.Sunday => day.AddDays(wanted == Last(day) ? -2 : 1),
            _ => day,
        };
    }

    [GeneratedRegex(@"\AL(?:-(\d{1,2}))?\z")]
    private static partial Regex FromEndPattern();

    [GeneratedRegex(@"\A(\d{1,2})W\z")]
    private static partial Regex NearestWeekdayPattern();

    [GeneratedRegex(@"\A(\d|[A-Z]{3})(?:L|#([1-5]))\z")]
    private static partial Regex InMonthPattern();
}
