namespace Amazon.EventBridge.Model;

/// <summary>Input of PutEvents.</summary>
public class PutEventsRequest : AmazonEventBridgeRequest
{
    public List<PutEventsRequestEntry> Entries { get; set; } = AWSConfigs.InitializeCollections ? new List<PutEventsRequestEntry>() : null;
}
