namespace Amazon.EventBridge.Model;

/// <summary>The PutEventsResultEntry structure of the EventBridge API.</summary>
public class PutEventsResultEntry
{
    public string ErrorCode { get; set; }

    public string ErrorMessage { get; set; }

    public string EventId { get; set; }
}
