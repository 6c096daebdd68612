namespace Amazon.StepFunctions.Model;

/// <summary>The LambdaFunctionTimedOutEventDetails structure of the Step Functions API.</summary>
public class LambdaFunctionTimedOutEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}
