using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The Step Functions API's error InvalidToken.</summary>
public class InvalidTokenException : AmazonStepFunctionsException
{
    public InvalidTokenException()
    {
    }

    public InvalidTokenException(string message) : base(message) { }

    public InvalidTokenException(string message, Exception innerException) : base(message, innerException) { }

    public InvalidTokenException(Exception innerException) : base(innerException) { }

    public InvalidTokenException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidTokenException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
