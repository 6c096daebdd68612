namespace Amazon.StepFunctions.Model;

/// <summary>The LambdaFunctionSucceededEventDetails structure of the Step Functions API.</summary>
public class LambdaFunctionSucceededEventDetails
{
    public string Output { get; set; }

    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
}
