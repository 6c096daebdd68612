using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Output of ListStateMachines.</summary>
public class ListStateMachinesResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<StateMachineListItem> StateMachines { get; set; } = AWSConfigs.InitializeCollections ? new List<StateMachineListItem>() : null;
}
