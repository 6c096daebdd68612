using Amazon.Lambda.Model;
using Amazon.Shared;

namespace Amazon.Lambda;

/// <summary>
/// Every operation with the errors that become typed exceptions. Those of Invoke's model that come from networks, file systems, keys,
/// SnapStart and durable executions have no type here: they are <see cref="AmazonLambdaException"/> with their code.
/// </summary>
internal static class LambdaOperations
{
    public static readonly InvokeOperation Invoke = new(
        e => new AmazonLambdaException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        new("InvalidParameterValueException", e => new InvalidParameterValueException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("InvalidRequestContentException", e => new InvalidRequestContentException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("RequestTooLargeException", e => new RequestTooLargeException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("ResourceConflictException", e => new ResourceConflictException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("ResourceNotFoundException", e => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("ResourceNotReadyException", e => new ResourceNotReadyException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("ServiceException", e => new ServiceException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("TooManyRequestsException", TooManyRequests),
        new("UnsupportedMediaTypeException", e => new UnsupportedMediaTypeException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }));

    public static readonly GetFunctionConfigurationOperation GetFunctionConfiguration = new(
        e => new AmazonLambdaException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        new("InvalidParameterValueException", e => new InvalidParameterValueException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("ResourceNotFoundException", e => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("ServiceException", e => new ServiceException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status) { Type = e.Text("Type") }),
        new("TooManyRequestsException", TooManyRequests));

    private static TooManyRequestsException TooManyRequests(ErrorReply e) => new(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)
    {
        Reason = e.Text("Reason"),
        RetryAfterSeconds = e.Header("Retry-After"),
        Type = e.Text("Type"),
    };
}
