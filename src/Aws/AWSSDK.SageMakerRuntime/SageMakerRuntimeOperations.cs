using Amazon.Runtime.Internal;
using Amazon.Shared;
using Amazon.SageMakerRuntime.Model;

namespace Amazon.SageMakerRuntime;

/// <summary>InvokeEndpoint with the errors that the API's model gives it: only these become typed exceptions.</summary>
internal static class SageMakerRuntimeOperations
{
    public static readonly InvokeEndpointOperation InvokeEndpoint = new(
        e => new AmazonSageMakerRuntimeException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        new("InternalDependencyException", e => new InternalDependencyException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)),
        new("InternalFailure", e => new InternalFailureException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)),
        new("ModelError", ModelError),
        new("ModelNotReadyException", e => new ModelNotReadyException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)),
        new("ServiceUnavailable", e => new ServiceUnavailableException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)),
        new("ValidationError", e => new ValidationErrorException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)));

    private static ModelErrorException ModelError(ErrorReply e) => new(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)
    {
        LogStreamArn = e.Text("LogStreamArn"),
        OriginalMessage = e.Text("OriginalMessage"),
        OriginalStatusCode = e.Number("OriginalStatusCode"),
    };
}
