namespace Amazon.StepFunctions.Model;

/// <summary>The LambdaFunctionStartFailedEventDetails structure of the Step Functions API.</summary>
public class LambdaFunctionStartFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
