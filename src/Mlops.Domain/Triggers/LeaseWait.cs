namespace Mlops.Domain.Triggers;

/// <summary>How long to wait before asking for a busy lease again: an eighth of what was waited already, so that days of waiting stay a few hundred history events.</summary>
public static class LeaseWait
{
    public const int Shortest = 5, Longest = 600;

    public static int Seconds(DateTimeOffset startedAt, DateTimeOffset now) =>
        (int)Math.Clamp((now - startedAt).TotalSeconds / 8, Shortest, Longest);
}
