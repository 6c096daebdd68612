using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

/// <summary>Output of PutEvents.</summary>
public class PutEventsResponse : AmazonWebServiceResponse
{
    public List<PutEventsResultEntry> Entries { get; set; } = AWSConfigs.InitializeCollections ? new List<PutEventsResultEntry>() : null;

    public int? FailedEntryCount { get; set; }
}
