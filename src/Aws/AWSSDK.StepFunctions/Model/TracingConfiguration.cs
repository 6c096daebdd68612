namespace Amazon.StepFunctions.Model;

/// <summary>The TracingConfiguration structure of the Step Functions API.</summary>
public class TracingConfiguration
{
    public bool? Enabled { get; set; }
}
