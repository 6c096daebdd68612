namespace Amazon.StepFunctions.Model;

/// <summary>The LoggingConfiguration structure of the Step Functions API.</summary>
public class LoggingConfiguration
{
    public List<LogDestination> Destinations { get; set; } = AWSConfigs.InitializeCollections ? new List<LogDestination>() : null;

    public bool? IncludeExecutionData { get; set; }

    public LogLevel Level { get; set; }
}
