namespace Amazon.StepFunctions.Model;

/// <summary>The MapRunFailedEventDetails structure of the Step Functions API.</summary>
public class MapRunFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
