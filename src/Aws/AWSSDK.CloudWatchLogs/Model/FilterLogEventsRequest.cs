namespace Amazon.CloudWatchLogs.Model;

/// <summary>Input of FilterLogEvents. Times are milliseconds since 1970.</summary>
public class FilterLogEventsRequest : AmazonCloudWatchLogsRequest
{
    public long? EndTime { get; set; }

    public string FilterPattern { get; set; }

    public int? Limit { get; set; }

    public string LogGroupIdentifier { get; set; }

    public string LogGroupName { get; set; }

    public string LogStreamNamePrefix { get; set; }

    public List<string> LogStreamNames { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public string NextToken { get; set; }

    public long? StartTime { get; set; }

    public bool? Unmask { get; set; }
}
