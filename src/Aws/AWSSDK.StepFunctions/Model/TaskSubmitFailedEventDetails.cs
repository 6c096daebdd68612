namespace Amazon.StepFunctions.Model;

/// <summary>The TaskSubmitFailedEventDetails structure of the Step Functions API.</summary>
public class TaskSubmitFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }
}
