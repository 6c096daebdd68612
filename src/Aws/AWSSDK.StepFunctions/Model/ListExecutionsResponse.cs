using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Output of ListExecutions.</summary>
public class ListExecutionsResponse : AmazonWebServiceResponse
{
    public List<ExecutionListItem> Executions { get; set; } = AWSConfigs.InitializeCollections ? new List<ExecutionListItem>() : null;

    public string NextToken { get; set; }
}
