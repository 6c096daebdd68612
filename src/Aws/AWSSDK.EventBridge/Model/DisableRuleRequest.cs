namespace Amazon.EventBridge.Model;

/// <summary>Input of DisableRule.</summary>
public class DisableRuleRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }

    public string Name { get; set; }
}
