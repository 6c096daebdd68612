namespace Amazon.StepFunctions.Model;

/// <summary>The ExecutionStartedEventDetails structure of the Step Functions API.</summary>
public class ExecutionStartedEventDetails
{
    public string Input { get; set; }

    public HistoryEventExecutionDataDetails InputDetails { get; set; }

    public string RoleArn { get; set; }

    public string StateMachineAliasArn { get; set; }

    public string StateMachineVersionArn { get; set; }
}
