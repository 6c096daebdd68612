namespace Amazon.Lambda.CloudWatchEvents.S3Events;

/// <summary>The EventBridge event <c>Object Deleted</c>.</summary>
public class S3ObjectDeleteEvent : CloudWatchEvent<S3ObjectDelete>;
