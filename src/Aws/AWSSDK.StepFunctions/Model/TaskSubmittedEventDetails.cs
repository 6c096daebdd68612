namespace Amazon.StepFunctions.Model;

/// <summary>The TaskSubmittedEventDetails structure of the Step Functions API.</summary>
public class TaskSubmittedEventDetails
{
    public string Output { get; set; }

    public HistoryEventExecutionDataDetails OutputDetails { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }
}
