namespace Amazon.StepFunctions.Model;

/// <summary>The TaskStartedEventDetails structure of the Step Functions API.</summary>
public class TaskStartedEventDetails
{
    public string Resource { get; set; }

    public string ResourceType { get; set; }
}
