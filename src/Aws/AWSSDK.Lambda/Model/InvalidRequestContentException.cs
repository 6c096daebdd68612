using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The Lambda API's error InvalidRequestContentException.</summary>
public class InvalidRequestContentException : AmazonLambdaException
{
    public InvalidRequestContentException()
    {
    }

    public InvalidRequestContentException(string message) : base(message) { }

    public InvalidRequestContentException(string message, Exception innerException) : base(message, innerException) { }

    public InvalidRequestContentException(Exception innerException) : base(innerException) { }

    public InvalidRequestContentException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidRequestContentException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary><c>User</c> when the caller is to blame, <c>Server</c> when Lambda is.</summary>
    public string Type { get; set; }
}
