namespace Amazon.Lambda.CloudWatchEvents.S3Events;

/// <summary>The EventBridge event <c>Object Created</c>.</summary>
public class S3ObjectCreateEvent : CloudWatchEvent<S3ObjectCreate>;
