namespace Amazon.StepFunctions.Model;

/// <summary>The ActivitySucceededEventDetails structure of the Step Functions API.</summary>
public class ActivitySucceededEventDetails
{
    public string Output { get; set; }

    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
}
