namespace Amazon.StepFunctions.Model;

/// <summary>The EvaluationFailedEventDetails structure of the Step Functions API.</summary>
public class EvaluationFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }

    public string Location { get; set; }

    public string State { get; set; }
}
