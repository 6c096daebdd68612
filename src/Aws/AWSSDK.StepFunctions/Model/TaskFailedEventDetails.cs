namespace Amazon.StepFunctions.Model;

/// <summary>The TaskFailedEventDetails structure of the Step Functions API.</summary>
public class TaskFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }
}
