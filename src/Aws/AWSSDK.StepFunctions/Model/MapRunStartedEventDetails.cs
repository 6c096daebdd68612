namespace Amazon.StepFunctions.Model;

/// <summary>The MapRunStartedEventDetails structure of the Step Functions API.</summary>
public class MapRunStartedEventDetails
{
    public string MapRunArn { get; set; }
}
