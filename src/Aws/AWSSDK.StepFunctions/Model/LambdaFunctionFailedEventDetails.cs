namespace Amazon.StepFunctions.Model;

/// <summary>The LambdaFunctionFailedEventDetails structure of the Step Functions API.</summary>
public class LambdaFunctionFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
