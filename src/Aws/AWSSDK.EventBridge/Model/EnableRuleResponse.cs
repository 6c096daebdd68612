using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

/// <summary>Output of EnableRule.</summary>
public class EnableRuleResponse : AmazonWebServiceResponse;
