namespace LocalCloud.Logs;

/// <summary>A page of events as it fills: as many as were asked for, within a megabyte.</summary>
internal sealed class EventPage(int limit)
{
    private const int MostBytes = 1_048_576;

    private int _bytes;

    public List<LogEvent> Events { get; } = [];

    /// <summary>The last event that was looked at, whether it was taken or not; null before the first.</summary>
    public EventPosition? Seen { get; private set; }

    /// <summary>There was more than the page holds.</summary>
    public bool IsFull { get; private set; }

    /// <summary>False: the page holds no more, and this event is not in it.</summary>
    public bool Offer(LogEvent item, bool matches = true)
    {
        if (matches && (Events.Count == limit || _bytes + item.Size > MostBytes))
        {
            IsFull = true;
            return false;
        }

        Seen = item.Position;
        if (matches)
        {
            Events.Add(item);
            _bytes += item.Size;
        }

        return true;
    }
}
