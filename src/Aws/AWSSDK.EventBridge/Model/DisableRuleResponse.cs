using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

/// <summary>Output of DisableRule.</summary>
public class DisableRuleResponse : AmazonWebServiceResponse;
