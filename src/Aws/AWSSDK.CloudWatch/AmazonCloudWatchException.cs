using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudWatch;

/// <summary>Any error that the CloudWatch API answers with; the modelled ones derive from it.</summary>
public class AmazonCloudWatchException : AmazonServiceException
{
    public AmazonCloudWatchException()
    {
    }

    public AmazonCloudWatchException(string message) : base(message) { }

    public AmazonCloudWatchException(string message, Exception innerException) : base(message, innerException) { }

    public AmazonCloudWatchException(Exception innerException) : base(innerException) { }

    public AmazonCloudWatchException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public AmazonCloudWatchException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }
}
