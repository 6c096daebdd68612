namespace Amazon.CloudWatch.Model;

/// <summary>The StatisticSet structure of the CloudWatch API.</summary>
public class StatisticSet
{
    public double? Maximum { get; set; }

    public double? Minimum { get; set; }

    public double? SampleCount { get; set; }

    public double? Sum { get; set; }
}
