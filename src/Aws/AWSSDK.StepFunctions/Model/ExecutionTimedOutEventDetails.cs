namespace Amazon.StepFunctions.Model;

/// <summary>The ExecutionTimedOutEventDetails structure of the Step Functions API.</summary>
public class ExecutionTimedOutEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
