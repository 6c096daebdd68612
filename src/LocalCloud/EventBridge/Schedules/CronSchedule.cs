namespace LocalCloud.EventBridge.Schedules;

/// <summary><c>cron(minutes hours day-of-month month day-of-week year)</c>.</summary>
internal sealed record CronSchedule : Schedule
{
    private const int LastYear = 2199;

    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronDays _days;
    private readonly CronField _months;
    private readonly CronField _years;

    private CronSchedule(CronField minutes, CronField hours, CronDays days, CronField months, CronField years) =>
        (_minutes, _hours, _days, _months, _years) = (minutes, hours, days, months, years);

    public static new CronSchedule? Parse(string expression)
    {
        const string names = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC";
        return expression.StartsWith("cron(", StringComparison.Ordinal) && expression.EndsWith(')')
            && expression[5..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var minutes, var hours, var days, var months, var weekdays, var years]
            && CronField.Parse(minutes, 0, 59) is { } minute
            && CronField.Parse(hours, 0, 23) is { } hour
            && CronDays.Parse(days, weekdays) is { } day
            && CronField.Parse(months, 1, 12, names) is { } month
            && CronField.Parse(years, 1970, LastYear) is { } year
            ? new(minute, hour, day, month, year)
            : null;
    }

    public override DateTimeOffset? Next(DateTimeOffset begun, DateTimeOffset now)
    {
        var earliest = now.UtcDateTime.AddTicks(TimeSpan.TicksPerMinute - (now.UtcTicks % TimeSpan.TicksPerMinute));
        var today = DateOnly.FromDateTime(earliest);
        return Days(today)
            .Select(day => FirstOf(day, day == today ? TimeOnly.FromDateTime(earliest) : TimeOnly.MinValue))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>The days that the schedule has, from today on; whole months and years without any are passed over.</summary>
    private IEnumerable<DateOnly> Days(DateOnly today) =>
        from year in Enumerable.Range(today.Year, Math.Max(0, LastYear - today.Year + 1)).Where(_years.Contains)
        from month in Enumerable.Range(1, 12).Where(_months.Contains)
        let first = new DateOnly(year, month, 1)
        where first.AddMonths(1) > today
        from day in Enumerable.Range(0, DateTime.DaysInMonth(year, month)).Select(first.AddDays)
        where day >= today && _days.Contains(day)
        select day;

    private DateTimeOffset? FirstOf(DateOnly day, TimeOnly earliest)
    {
        foreach (var hour in Enumerable.Range(earliest.Hour, 24 - earliest.Hour).Where(_hours.Contains))
        {
            foreach (var minute in Enumerable.Range(0, 60).Where(_minutes.Contains))
            {
                if (new TimeOnly(hour, minute) is var time && time >= earliest)
                {
                    return new(day, time, TimeSpan.Zero);
                }
            }
        }

        return null;
    }
}
