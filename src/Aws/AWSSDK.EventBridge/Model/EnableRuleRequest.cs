namespace Amazon.EventBridge.Model;

/// <summary>Input of EnableRule.</summary>
public class EnableRuleRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }

    public string Name { get; set; }
}
