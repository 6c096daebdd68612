namespace Amazon.StepFunctions.Model;

/// <summary>The ExecutionFailedEventDetails structure of the Step Functions API.</summary>
public class ExecutionFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
