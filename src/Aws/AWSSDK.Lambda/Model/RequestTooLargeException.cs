using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The Lambda API's error RequestTooLargeException.</summary>
public class RequestTooLargeException : AmazonLambdaException
{
    public RequestTooLargeException()
    {
    }

    public RequestTooLargeException(string message) : base(message) { }

    public RequestTooLargeException(string message, Exception innerException) : base(message, innerException) { }

    public RequestTooLargeException(Exception innerException) : base(innerException) { }

    public RequestTooLargeException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public RequestTooLargeException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary><c>User</c> when the caller is to blame, <c>Server</c> when Lambda is.</summary>
    public string Type { get; set; }
}
