using Amazon.Runtime;

namespace Amazon.CloudWatch.Model;

/// <summary>Output of DescribeAlarms.</summary>
public class DescribeAlarmsResponse : AmazonWebServiceResponse
{
    public List<CompositeAlarm> CompositeAlarms { get; set; } = AWSConfigs.InitializeCollections ? new List<CompositeAlarm>() : null;

    public List<MetricAlarm> MetricAlarms { get; set; } = AWSConfigs.InitializeCollections ? new List<MetricAlarm>() : null;

    public string NextToken { get; set; }
}
