using System.Net;
using Amazon.Runtime;

namespace Amazon.SageMakerRuntime.Model;

/// <summary>The SageMaker Runtime API's error ModelError.</summary>
public class ModelErrorException : AmazonSageMakerRuntimeException
{
    public ModelErrorException()
    {
    }

    public ModelErrorException(string message) : base(message) { }

    public ModelErrorException(string message, Exception innerException) : base(message, innerException) { }

    public ModelErrorException(Exception innerException) : base(innerException) { }

    public ModelErrorException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    public ModelErrorException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public int? OriginalStatusCode { get; set; }

    public string OriginalMessage { get; set; }

    public string LogStreamArn { get; set; }
}
