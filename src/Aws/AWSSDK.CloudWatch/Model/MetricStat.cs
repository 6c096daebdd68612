namespace Amazon.CloudWatch.Model;

/// <summary>The MetricStat structure of the CloudWatch API.</summary>
public class MetricStat
{
    public Metric Metric { get; set; }

    public int? Period { get; set; }

    public string Stat { get; set; }

    public StandardUnit Unit { get; set; }
}
