namespace Amazon.StepFunctions.Model;

/// <summary>The StateEnteredEventDetails structure of the Step Functions API.</summary>
public class StateEnteredEventDetails
{
    public string Input { get; set; }

    public HistoryEventExecutionDataDetails InputDetails { get; set; }

    public string Name { get; set; }
}
