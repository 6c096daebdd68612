namespace Amazon.CloudWatch.Model;

/// <summary>Input of SetAlarmState.</summary>
public class SetAlarmStateRequest : AmazonCloudWatchRequest
{
    public string AlarmName { get; set; }

    public string StateReason { get; set; }

    public string StateReasonData { get; set; }

    public StateValue StateValue { get; set; }
}
