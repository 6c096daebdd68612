namespace Amazon.Lambda.CloudWatchEvents.S3Events;

/// <summary>The EventBridge event <c>Object Restore Completed</c>.</summary>
public class S3ObjectRestoreEvent : CloudWatchEvent<S3ObjectRestore>;
