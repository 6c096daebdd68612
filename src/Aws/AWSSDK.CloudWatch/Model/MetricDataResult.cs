namespace Amazon.CloudWatch.Model;

/// <summary>The MetricDataResult structure of the CloudWatch API.</summary>
public class MetricDataResult
{
    public string Id { get; set; }

    public string Label { get; set; }

    public List<MessageData> Messages { get; set; } = AWSConfigs.InitializeCollections ? new List<MessageData>() : null;

    public StatusCode StatusCode { get; set; }

    public List<DateTime> Timestamps { get; set; } = AWSConfigs.InitializeCollections ? new List<DateTime>() : null;

    public List<double> Values { get; set; } = AWSConfigs.InitializeCollections ? new List<double>() : null;
}
