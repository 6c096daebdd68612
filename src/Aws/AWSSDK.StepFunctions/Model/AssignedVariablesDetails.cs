namespace Amazon.StepFunctions.Model;

/// <summary>The AssignedVariablesDetails structure of the Step Functions API.</summary>
public class AssignedVariablesDetails
{
    public bool? Truncated { get; set; }
}
