namespace Amazon.StepFunctions.Model;

/// <summary>Input of RedriveExecution.</summary>
public class RedriveExecutionRequest : AmazonStepFunctionsRequest
{
    public string ClientToken { get; set; }

    public string ExecutionArn { get; set; }
}
