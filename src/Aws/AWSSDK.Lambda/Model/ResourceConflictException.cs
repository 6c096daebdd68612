using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The Lambda API's error ResourceConflictException.</summary>
public class ResourceConflictException : AmazonLambdaException
{
    public ResourceConflictException()
    {
    }

    public ResourceConflictException(string message) : base(message) { }

    public ResourceConflictException(string message, Exception innerException) : base(message, innerException) { }

    public ResourceConflictException(Exception innerException) : base(innerException) { }

    public ResourceConflictException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public ResourceConflictException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary><c>User</c> when the caller is to blame, <c>Server</c> when Lambda is.</summary>
    public string Type { get; set; }
}
