namespace Amazon.StepFunctions.Model;

/// <summary>The ExecutionSucceededEventDetails structure of the Step Functions API.</summary>
public class ExecutionSucceededEventDetails
{
    public string Output { get; set; }

    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
}
