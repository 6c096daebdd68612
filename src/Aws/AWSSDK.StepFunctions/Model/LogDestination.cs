namespace Amazon.StepFunctions.Model;

/// <summary>The LogDestination structure of the Step Functions API.</summary>
public class LogDestination
{
    public CloudWatchLogsLogGroup CloudWatchLogsLogGroup { get; set; }
}
