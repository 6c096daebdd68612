namespace Amazon.StepFunctions.Model;

/// <summary>The ActivityStartedEventDetails structure of the Step Functions API.</summary>
public class ActivityStartedEventDetails
{
    public string WorkerName { get; set; }
}
