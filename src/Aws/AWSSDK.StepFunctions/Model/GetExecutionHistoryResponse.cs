using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Output of GetExecutionHistory.</summary>
public class GetExecutionHistoryResponse : AmazonWebServiceResponse
{
    public List<HistoryEvent> Events { get; set; } = AWSConfigs.InitializeCollections ? new List<HistoryEvent>() : null;

    public string NextToken { get; set; }
}
