namespace LocalCloud.Logs;

/// <summary>Which events to read: at or after <see cref="From"/>, before <see cref="Until"/>, and beyond <see cref="Position"/> in the direction of reading.</summary>
internal sealed record EventRange(long From, long Until)
{
    public EventPosition Position { get; init; } = EventPosition.Start;

    public bool Backwards { get; init; }
}
