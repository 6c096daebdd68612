namespace Amazon.StepFunctions.Model;

/// <summary>Input of DescribeStateMachine.</summary>
public class DescribeStateMachineRequest : AmazonStepFunctionsRequest
{
    public IncludedData IncludedData { get; set; }

    public string StateMachineArn { get; set; }
}
