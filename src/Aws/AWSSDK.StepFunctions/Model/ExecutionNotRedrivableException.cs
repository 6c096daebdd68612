using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The Step Functions API's error ExecutionNotRedrivable.</summary>
public class ExecutionNotRedrivableException : AmazonStepFunctionsException
{
    public ExecutionNotRedrivableException()
    {
    }

    public ExecutionNotRedrivableException(string message) : base(message) { }

    public ExecutionNotRedrivableException(string message, Exception innerException) : base(message, innerException) { }

    public ExecutionNotRedrivableException(Exception innerException) : base(innerException) { }

    public ExecutionNotRedrivableException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public ExecutionNotRedrivableException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
