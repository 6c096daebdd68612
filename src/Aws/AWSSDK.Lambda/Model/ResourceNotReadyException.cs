using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The Lambda API's error ResourceNotReadyException.</summary>
public class ResourceNotReadyException : AmazonLambdaException
{
    public ResourceNotReadyException()
    {
    }

    public ResourceNotReadyException(string message) : base(message) { }

    public ResourceNotReadyException(string message, Exception innerException) : base(message, innerException) { }

    public ResourceNotReadyException(Exception innerException) : base(innerException) { }

    public ResourceNotReadyException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public ResourceNotReadyException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary><c>User</c> when the caller is to blame, <c>Server</c> when Lambda is.</summary>
    public string Type { get; set; }
}
