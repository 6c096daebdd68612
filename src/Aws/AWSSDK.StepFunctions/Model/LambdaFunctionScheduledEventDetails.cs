namespace Amazon.StepFunctions.Model;

/// <summary>The LambdaFunctionScheduledEventDetails structure of the Step Functions API.</summary>
public class LambdaFunctionScheduledEventDetails
{
    public string Input { get; set; }

    public HistoryEventExecutionDataDetails InputDetails { get; set; }

    public string Resource { get; set; }

    public TaskCredentials TaskCredentials { get; set; }

    public long? TimeoutInSeconds { get; set; }
}
