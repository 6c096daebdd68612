namespace Amazon.EventBridge.Model;

/// <summary>Input of ListRules.</summary>
public class ListRulesRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }

    public int? Limit { get; set; }

    public string NamePrefix { get; set; }

    public string NextToken { get; set; }
}
