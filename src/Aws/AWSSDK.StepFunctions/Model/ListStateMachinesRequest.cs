namespace Amazon.StepFunctions.Model;

/// <summary>Input of ListStateMachines.</summary>
public class ListStateMachinesRequest : AmazonStepFunctionsRequest
{
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}
