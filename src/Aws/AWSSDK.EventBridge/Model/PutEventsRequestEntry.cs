namespace Amazon.EventBridge.Model;

/// <summary>The PutEventsRequestEntry structure of the EventBridge API.</summary>
public class PutEventsRequestEntry
{
    public string Detail { get; set; }

    public string DetailType { get; set; }

    public string EventBusName { get; set; }

    public List<string> Resources { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public string Source { get; set; }

    public DateTime? Time { get; set; }

    public string TraceHeader { get; set; }
}
