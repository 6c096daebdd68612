namespace Amazon.StepFunctions.Model;

/// <summary>The StateExitedEventDetails structure of the Step Functions API.</summary>
public class StateExitedEventDetails
{
    public Dictionary<string, string> AssignedVariables { get; set; } = AWSConfigs.InitializeCollections ? new Dictionary<string, string>() : null;

    public AssignedVariablesDetails AssignedVariablesDetails { get; set; }

    public string Name { get; set; }

    public string Output { get; set; }

    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
}
