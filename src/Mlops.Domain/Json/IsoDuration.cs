using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mlops.Domain.Json;

/// <summary>Reads and writes ISO 8601 durations (<c>P3Y</c>, <c>P1DT12H</c>, <c>PT1.5S</c>); signs are refused.</summary>
public static partial class IsoDuration
{
    public const string Pattern = @"^P(?=\d|T\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9}(?:\.\d{1,7})?)S)?)?$";

    public static bool TryParse(string text, out CalendarDuration duration)
    {
        var match = Expression().Match(text);
        duration = default;
        if (!match.Success)
        {
            return false;
        }

        duration = new CalendarDuration(
            (12 * Whole(match, 1)) + Whole(match, 2),
            (7 * Whole(match, 3)) + Whole(match, 4),
            TimeSpan.FromHours(Whole(match, 5)) + TimeSpan.FromMinutes(Whole(match, 6)) + Seconds(match.Groups[7].Value));
        return true;
    }

    public static string Format(CalendarDuration duration)
    {
        var text = new StringBuilder("P");
        Append(text, duration.Months / 12, 'Y');
        Append(text, duration.Months % 12, 'M');
        Append(text, duration.Days, 'D');
        if (duration.Time != TimeSpan.Zero || text.Length == 1)
        {
            text.Append('T').Append(FormatTime(duration.Time));
        }

        return text.ToString();
    }

    private static string FormatTime(TimeSpan time)
    {
        var text = new StringBuilder();
        Append(text, (int)time.TotalHours, 'H');
        Append(text, time.Minutes, 'M');
        var seconds = (decimal)(time.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        return seconds != 0 || text.Length == 0
            ? text.Append(seconds.ToString("0.#######", CultureInfo.InvariantCulture)).Append('S').ToString()
            : text.ToString();
    }

    private static void Append(StringBuilder text, int value, char unit)
    {
        if (value != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value}{unit}");
        }
    }

    private static int Whole(Match match, int group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static TimeSpan Seconds(string text) =>
        text.Length == 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)(decimal.Parse(text, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
