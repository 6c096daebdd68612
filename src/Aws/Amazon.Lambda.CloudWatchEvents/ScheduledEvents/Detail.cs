namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>A scheduled rule's event has no detail.</summary>
public class Detail;
