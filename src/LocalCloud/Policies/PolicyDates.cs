using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.Policies;

/// <summary>Dates of policies and condition keys: W3C profiles of ISO 8601, or seconds (milliseconds, when that long) of the epoch.</summary>
internal static partial class PolicyDates
{
    private const long LargestSeconds = 99_999_999_999;

    public static DateTimeOffset? Parse(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
        {
            return epoch > LargestSeconds ? FromMilliseconds(epoch) : DateTimeOffset.FromUnixTimeSeconds(epoch);
        }

        var match = Iso().Match(text);
        if (!match.Success || !DateTime.TryParseExact(match.Groups["date"].Value, ["yyyy", "yyyy-MM", "yyyy-MM-dd"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 2 or > 9998)
        {
            // The first and last year would leave DateTime's range by their offset.
            return null;
        }

        var clock = TimeOfDay(match);
        var offset = Offset(match);
        return clock is null || offset is null ? null : new DateTimeOffset(date + clock.Value - offset.Value, TimeSpan.Zero);
    }

    private static DateTimeOffset? FromMilliseconds(long epoch) =>
        epoch <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(epoch) : null;

    private static TimeSpan? TimeOfDay(Match match)
    {
        int hour = Number(match, "hour"), minute = Number(match, "minute"), second = Number(match, "second");
        var ticks = match.Groups["fraction"].Value.PadRight(7, '0')[..7];
        return hour < 24 && minute < 60 && second < 60
            ? new TimeSpan(hour, minute, second) + TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture))
            : null;
    }

    private static TimeSpan? Offset(Match match)
    {
        int hour = Number(match, "zoneHour"), minute = Number(match, "zoneMinute");
        var offset = new TimeSpan(hour, minute, 0);
        return hour < 24 && minute < 60 ? (match.Groups["sign"].Value == "-" ? -offset : offset) : null;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?<date>[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)([Tt](?<hour>[0-9]{1,2})(:(?<minute>[0-9]{2})(:(?<second>[0-9]{2})([.,](?<fraction>[0-9]{1,9}))?)?)?(?<zone>[Zz]|(?<sign>[+-])(?<zoneHour>[0-9]{2})(:?(?<zoneMinute>[0-9]{2}))?)?)?\z")]
    private static partial Regex Iso();
}
