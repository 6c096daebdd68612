using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

/// <summary>Output of ListRules.</summary>
public class ListRulesResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<Rule> Rules { get; set; } = AWSConfigs.InitializeCollections ? new List<Rule>() : null;
}
