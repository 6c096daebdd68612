namespace LocalCloud.EventBridge.Schedules;

/// <summary>A rule's <c>rate(…)</c> or <c>cron(…)</c>: when it fires next. Pure; every instant is UTC.</summary>
internal abstract record Schedule
{
    /// <summary>The schedule of an expression; null when AWS would not take it.</summary>
    public static Schedule? Parse(string expression) => (Schedule?)RateSchedule.Parse(expression) ?? CronSchedule.Parse(expression);

    /// <summary>The first instant after <paramref name="now"/> of a schedule that has begun, or last fired, at <paramref name="begun"/>; null when none is left.</summary>
    public abstract DateTimeOffset? Next(DateTimeOffset begun, DateTimeOffset now);
}
