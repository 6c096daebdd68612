namespace Amazon.StepFunctions.Model;

/// <summary>The CloudWatchEventsExecutionDataDetails structure of the Step Functions API.</summary>
public class CloudWatchEventsExecutionDataDetails
{
    public bool? Included { get; set; }
}
