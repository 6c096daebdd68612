using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The Lambda API's error TooManyRequestsException.</summary>
public class TooManyRequestsException : AmazonLambdaException
{
    public TooManyRequestsException()
    {
    }

    public TooManyRequestsException(string message) : base(message) { }

    public TooManyRequestsException(string message, Exception innerException) : base(message, innerException) { }

    public TooManyRequestsException(Exception innerException) : base(innerException) { }

    public TooManyRequestsException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public TooManyRequestsException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public ThrottleReason Reason { get; set; }

    public string RetryAfterSeconds { get; set; }

    /// <summary><c>User</c> when the caller is to blame, <c>Server</c> when Lambda is.</summary>
    public string Type { get; set; }
}
