using System.Globalization;

namespace LocalCloud.Logs;

/// <summary>Where an event stands among those of its group, by time and then by ingestion; its text is the event's id.</summary>
internal readonly record struct EventPosition(long Timestamp, long Id) : IComparable<EventPosition>
{
    private const int Half = 28;

    public static EventPosition Start { get; } = new(0, 0);

    public int CompareTo(EventPosition other) => (Timestamp, Id).CompareTo((other.Timestamp, other.Id));

    /// <summary>56 digits, as long as AWS's, that sort as the events do.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Timestamp:D28}{Id:D28}");

    public static bool TryParse(string text, out EventPosition position)
    {
        position = Start;
        if (text.Length != 2 * Half || !long.TryParse(text.AsSpan(0, Half), NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            || !long.TryParse(text.AsSpan(Half), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        position = new(timestamp, id);
        return true;
    }
}
