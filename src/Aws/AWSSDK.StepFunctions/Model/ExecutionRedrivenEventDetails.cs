namespace Amazon.StepFunctions.Model;

/// <summary>The ExecutionRedrivenEventDetails structure of the Step Functions API.</summary>
public class ExecutionRedrivenEventDetails
{
    public int? RedriveCount { get; set; }
}
