namespace Amazon.StepFunctions.Model;

/// <summary>The ActivityScheduleFailedEventDetails structure of the Step Functions API.</summary>
public class ActivityScheduleFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
