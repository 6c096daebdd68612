namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>The event of a scheduled EventBridge rule; its time is the scheduled one.</summary>
public class ScheduledEvent : CloudWatchEvent<Detail>;
