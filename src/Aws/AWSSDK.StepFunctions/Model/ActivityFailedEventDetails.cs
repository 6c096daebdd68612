namespace Amazon.StepFunctions.Model;

/// <summary>The ActivityFailedEventDetails structure of the Step Functions API.</summary>
public class ActivityFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
