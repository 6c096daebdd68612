namespace Amazon.CloudWatch.Model;

/// <summary>Input of PutMetricData.</summary>
public class PutMetricDataRequest : AmazonCloudWatchRequest
{
    public List<MetricDatum> MetricData { get; set; } = AWSConfigs.InitializeCollections ? new List<MetricDatum>() : null;

    public string Namespace { get; set; }
}
