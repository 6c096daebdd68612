namespace Amazon.StepFunctions.Model;

/// <summary>The MapRunRedrivenEventDetails structure of the Step Functions API.</summary>
public class MapRunRedrivenEventDetails
{
    public string MapRunArn { get; set; }

    public int? RedriveCount { get; set; }
}
