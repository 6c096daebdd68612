using System.Net;
using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

/// <summary>The EventBridge API's error ManagedRuleException.</summary>
public class ManagedRuleException : AmazonEventBridgeException
{
    public ManagedRuleException()
    {
    }

    public ManagedRuleException(string message) : base(message) { }

    public ManagedRuleException(string message, Exception innerException) : base(message, innerException) { }

    public ManagedRuleException(Exception innerException) : base(innerException) { }

    public ManagedRuleException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public ManagedRuleException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
