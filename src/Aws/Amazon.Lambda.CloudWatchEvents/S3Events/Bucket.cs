namespace Amazon.Lambda.CloudWatchEvents.S3Events;

/// <summary>The bucket of an S3 event.</summary>
public class Bucket
{
    public string Name { get; set; }
}
