namespace Amazon.StepFunctions.Model;

/// <summary>The ExecutionAbortedEventDetails structure of the Step Functions API.</summary>
public class ExecutionAbortedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
