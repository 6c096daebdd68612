namespace Amazon.EventBridge.Model;

/// <summary>Input of DescribeRule.</summary>
public class DescribeRuleRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }

    public string Name { get; set; }
}
