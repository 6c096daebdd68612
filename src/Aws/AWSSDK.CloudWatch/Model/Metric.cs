namespace Amazon.CloudWatch.Model;

/// <summary>The Metric structure of the CloudWatch API.</summary>
public class Metric
{
    public List<Dimension> Dimensions { get; set; } = AWSConfigs.InitializeCollections ? new List<Dimension>() : null;

    public string MetricName { get; set; }

    public string Namespace { get; set; }
}
