namespace Amazon.StepFunctions.Model;

/// <summary>The MapStateStartedEventDetails structure of the Step Functions API.</summary>
public class MapStateStartedEventDetails
{
    public int? Length { get; set; }
}
