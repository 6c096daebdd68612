using System.Globalization;
using System.Text;

namespace Mlops.Algorithm.Csv;

/// <summary>The time of an event as the data says it: an ISO 8601 date, or a date-time that is taken as UTC unless it carries an offset.</summary>
internal readonly record struct EventTime(DateTime Utc, bool IsDate) : IComparable<EventTime>
{
    private const string DateFormat = "yyyy-MM-dd";
    private const int LongestText = 40;

    private static readonly string[] DateTimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mmK",
    ];

    public static bool TryParse(ReadOnlySpan<byte> field, out EventTime time)
    {
        if (TryParseDate(field, out time))
        {
            return true;
        }

        if (field.Length is 0 or > LongestText || !Ascii.IsValid(field))
        {
            return false;
        }

        Span<char> text = stackalloc char[field.Length];
        Ascii.ToUtf16(field, text, out _);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var parsed = DateTime.TryParseExact(text, DateTimeFormats, CultureInfo.InvariantCulture, Utc, out var dateTime);
        time = new EventTime(dateTime, IsDate: false);
        return parsed;
    }

    // By hand, because every row of a request and of a table has one, and the general parser takes ten times as long.
    private static bool TryParseDate(ReadOnlySpan<byte> field, out EventTime time)
    {
        time = default;
        if (field.Length != DateFormat.Length || field[4] != '-' || field[7] != '-'
            || Number(field[..4]) is not (>= 1 and var year) || Number(field[5..7]) is not (>= 1 and <= 12 and var month)
            || Number(field[8..]) is not (>= 1 and var day) || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        time = new EventTime(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc), IsDate: true);
        return true;
    }

    // -1 for what is none.
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    public int CompareTo(EventTime other) => Utc.CompareTo(other.Utc);

    public static bool operator <(EventTime left, EventTime right) => left.CompareTo(right) < 0;

    public static bool operator >(EventTime left, EventTime right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventTime left, EventTime right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventTime left, EventTime right) => left.CompareTo(right) >= 0;

    public override string ToString() => Utc.ToString(IsDate ? DateFormat : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
