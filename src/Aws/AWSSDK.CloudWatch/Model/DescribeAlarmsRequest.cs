namespace Amazon.CloudWatch.Model;

/// <summary>Input of DescribeAlarms.</summary>
public class DescribeAlarmsRequest : AmazonCloudWatchRequest
{
    public string ActionPrefix { get; set; }

    public string AlarmNamePrefix { get; set; }

    public List<string> AlarmNames { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public List<AlarmType> AlarmTypes { get; set; } = AWSConfigs.InitializeCollections ? new List<AlarmType>() : null;

    public string ChildrenOfAlarmName { get; set; }

    public int? MaxRecords { get; set; }

    public string NextToken { get; set; }

    public string ParentsOfAlarmName { get; set; }

    public StateValue StateValue { get; set; }
}
