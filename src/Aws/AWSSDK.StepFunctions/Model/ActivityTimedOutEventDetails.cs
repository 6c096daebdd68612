namespace Amazon.StepFunctions.Model;

/// <summary>The ActivityTimedOutEventDetails structure of the Step Functions API.</summary>
public class ActivityTimedOutEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
