namespace Amazon.StepFunctions.Model;

/// <summary>The LambdaFunctionScheduleFailedEventDetails structure of the Step Functions API.</summary>
public class LambdaFunctionScheduleFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
