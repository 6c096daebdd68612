namespace Amazon.CloudWatch.Model;

/// <summary>The MetricDatum structure of the CloudWatch API.</summary>
public class MetricDatum
{
    public List<double> Counts { get; set; } = AWSConfigs.InitializeCollections ? new List<double>() : null;

    public List<Dimension> Dimensions { get; set; } = AWSConfigs.InitializeCollections ? new List<Dimension>() : null;

    public string MetricName { get; set; }

    public StatisticSet StatisticValues { get; set; }

    public int? StorageResolution { get; set; }

    public DateTime? Timestamp { get; set; }

    public StandardUnit Unit { get; set; }

    public double? Value { get; set; }

    public List<double> Values { get; set; } = AWSConfigs.InitializeCollections ? new List<double>() : null;
}
