namespace Amazon.StepFunctions.Model;

/// <summary>The HistoryEventExecutionDataDetails structure of the Step Functions API.</summary>
public class HistoryEventExecutionDataDetails
{
    public bool? Truncated { get; set; }
}
