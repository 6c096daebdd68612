using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.EventBridge;

/// <summary>The syntax of a rule's <c>rate(…)</c> and <c>cron(…)</c>.</summary>
internal static partial class ScheduleExpression
{
    /// <summary>Whether AWS would take the expression.</summary>
    public static bool IsValid(string expression)
    {
        if (RatePattern().Match(expression) is { Success: true } rate)
        {
            var value = long.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture);
            // The unit's number must agree with the value: rate(1 hour), rate(5 hours).
            return value > 0 && (value == 1) != rate.Groups[2].Value.EndsWith('s');
        }

        return expression.StartsWith("cron(", StringComparison.Ordinal) && expression.EndsWith(')') && IsCron(expression[5..^1]);
    }

    private static bool IsCron(string fields) => fields.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var minutes, var hours, var days, var months, var weekdays, var years]
        && IsField(minutes, 0, 59, "")
        && IsField(hours, 0, 23, "")
        && IsField(months, 1, 12, "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC")
        && IsField(years, 1970, 2199, "")
        // One of the two day fields has to be "?".
        && (days == "?") != (weekdays == "?")
        && (days == "?" || IsDayOfMonth(days))
        && (weekdays == "?" || IsDayOfWeek(weekdays));

    private static bool IsDayOfMonth(string field) =>
        field is "L" or "LW" || (NearestWeekdayPattern().Match(field) is { Success: true } nearest && InRange(nearest.Groups[1].Value, 1, 31))
        || IsField(field, 1, 31, "");

    private static bool IsDayOfWeek(string field)
    {
        const string names = "SUN|MON|TUE|WED|THU|FRI|SAT";
        return field == "L" || Regex.IsMatch(field, $@"\A([1-7]|{names})(L|#[1-5])\z") || IsField(field, 1, 7, names);
    }

    private static bool IsField(string field, int least, int most, string names) =>
        field.Split(',').All(item => IsItem(item, least, most, names));

    private static bool IsItem(string item, int least, int most, string names)
    {
        var step = item.Split('/');
        if (step.Length > 2 || (step.Length == 2 && !InRange(step[1], 1, most)))
        {
            return false;
        }

        return step[0] == "*" || (step[0].Split('-') is { Length: 1 or 2 } ends && ends.All(end => IsOne(end, least, most, names)));
    }

    private static bool IsOne(string text, int least, int most, string names) =>
        InRange(text, least, most) || (text.Length > 0 && names.Split('|').Contains(text, StringComparer.OrdinalIgnoreCase));

    private static bool InRange(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    [GeneratedRegex(@"\Arate\((\d{1,9}) (minutes?|hours?|days?)\)\z")]
    private static partial Regex RatePattern();

    [GeneratedRegex(@"\A(\d{1,2})W\z")]
    private static partial Regex NearestWeekdayPattern();
}
