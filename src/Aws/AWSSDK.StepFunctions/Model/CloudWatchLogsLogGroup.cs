namespace Amazon.StepFunctions.Model;

/// <summary>The CloudWatchLogsLogGroup structure of the Step Functions API.</summary>
public class CloudWatchLogsLogGroup
{
    public string LogGroupArn { get; set; }
}
