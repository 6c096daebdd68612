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
        time = default;
        if (field.Length is 0 or > LongestText || !Ascii.IsValid(field))
        {
            return false;
        }

        Span<char> text = stackalloc char[field.Length];
        Ascii.ToUtf16(field, text, out _);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, Utc, out var date))
        {
            time = new EventTime(date, IsDate: true);
            return true;
        }

        var parsed = DateTime.TryParseExact(text, DateTimeFormats, CultureInfo.InvariantCulture, Utc, out var dateTime);
        time = new EventTime(dateTime, IsDate: false);
        return parsed;
    }

    public int CompareTo(EventTime other) => Utc.CompareTo(other.Utc);

    public static bool operator <(EventTime left, EventTime right) => left.CompareTo(right) < 0;

    public static bool operator >(EventTime left, EventTime right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventTime left, EventTime right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventTime left, EventTime right) => left.CompareTo(right) >= 0;

    public override string ToString() => Utc.ToString(IsDate ? DateFormat : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
