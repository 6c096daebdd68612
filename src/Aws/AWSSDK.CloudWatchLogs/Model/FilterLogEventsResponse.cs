using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

/// <summary>Output of FilterLogEvents.</summary>
public class FilterLogEventsResponse : AmazonWebServiceResponse
{
    public List<FilteredLogEvent> Events { get; set; } = AWSConfigs.InitializeCollections ? new List<FilteredLogEvent>() : null;

    public string NextToken { get; set; }
}
