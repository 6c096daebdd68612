namespace Amazon.StepFunctions.Model;

/// <summary>The MapIterationEventDetails structure of the Step Functions API.</summary>
public class MapIterationEventDetails
{
    public int? Index { get; set; }

    public string Name { get; set; }
}
