namespace Amazon.StepFunctions.Model;

/// <summary>Input of DescribeExecution.</summary>
public class DescribeExecutionRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }

    public IncludedData IncludedData { get; set; }
}
