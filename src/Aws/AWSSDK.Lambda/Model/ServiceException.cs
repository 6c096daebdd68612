using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The Lambda API's error ServiceException.</summary>
public class ServiceException : AmazonLambdaException
{
    public ServiceException()
    {
    }

    public ServiceException(string message) : base(message) { }

    public ServiceException(string message, Exception innerException) : base(message, innerException) { }

    public ServiceException(Exception innerException) : base(innerException) { }

    public ServiceException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public ServiceException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary><c>User</c> when the caller is to blame, <c>Server</c> when Lambda is.</summary>
    public string Type { get; set; }
}
