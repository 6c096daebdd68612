using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The Lambda API's error UnsupportedMediaTypeException.</summary>
public class UnsupportedMediaTypeException : AmazonLambdaException
{
    public UnsupportedMediaTypeException()
    {
    }

    public UnsupportedMediaTypeException(string message) : base(message) { }

    public UnsupportedMediaTypeException(string message, Exception innerException) : base(message, innerException) { }

    public UnsupportedMediaTypeException(Exception innerException) : base(innerException) { }

    public UnsupportedMediaTypeException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public UnsupportedMediaTypeException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary><c>User</c> when the caller is to blame, <c>Server</c> when Lambda is.</summary>
    public string Type { get; set; }
}
