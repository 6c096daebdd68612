using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The Step Functions API's error InvalidName.</summary>
public class InvalidNameException : AmazonStepFunctionsException
{
    public InvalidNameException()
    {
    }

    public InvalidNameException(string message) : base(message) { }

    public InvalidNameException(string message, Exception innerException) : base(message, innerException) { }

    public InvalidNameException(Exception innerException) : base(innerException) { }

    public InvalidNameException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidNameException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
