using System.Globalization;
using System.Text.RegularExpressions;

namespace Mlops.Domain.Pipelines;

/// <summary>The six fields of EventBridge's <c>cron(…)</c>, each with its range, names and wildcards.</summary>
internal static partial class CronExpression
{
    private static readonly Field Minutes = new(0, 59), Hours = new(0, 23), Days = new(1, 31), Years = new(1970, 2199);
    private static readonly Field Months = new(1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static readonly Field Weekdays = new(1, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /// <summary>Whether EventBridge would take what stands between the parentheses. Just one of the two days is <c>?</c>.</summary>
    public static bool IsValid(string fields) => fields.Split(' ') is [var minutes, var hours, var day, var month, var weekday, var year]
        && Minutes.Takes(minutes) && Hours.Takes(hours) && Months.Takes(month) && Years.Takes(year)
        && (day == "?" ? IsWeekday(weekday) : weekday == "?" && IsDay(day));

    // The last of the month, the last working day, some days before the last; the working day that is nearest.
    private static bool IsDay(string text) => LastDay().IsMatch(text)
        || (text.EndsWith('W') ? Days.Has(text[..^1]) : Days.Takes(text));

    // The last such day of the month, or the n-th.
    private static bool IsWeekday(string text) => text == "L"
        || (CountedWeekday().Match(text) is { Success: true } counted ? Weekdays.Has(counted.Groups[1].Value) : Weekdays.Takes(text));

    [GeneratedRegex(@"^L(?:W|-(?:[1-9]|[12]\d|30))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LastDay();

    [GeneratedRegex(@"^(\w+?)(?:L|#[1-5])\z", RegexOptions.CultureInvariant)]
    private static partial Regex CountedWeekday();

    private sealed record Field(int Least, int Most, params string[] Names)
    {
        /// <summary>A list of values, ranges and wildcards, each with a step or without.</summary>
        public bool Takes(string text) => text.Split(',').All(item => item.Split('/') switch
        {
            [var range] => IsRange(range),
            [var range, var step] => IsRange(range) && IsNumber(step, 1),
            _ => false,
        });

        public bool Has(string value) => IsNumber(value, Least) || Names.Contains(value, StringComparer.OrdinalIgnoreCase);

        private bool IsRange(string text) => text == "*" || text.Split('-') is { Length: 1 or 2 } ends && ends.All(Has);

        private bool IsNumber(string text, int least)
            => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= Most;
    }
}
