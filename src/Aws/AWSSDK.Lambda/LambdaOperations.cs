using Amazon.Lambda.Model;
using Amazon.Shared;

namespace Amazon.Lambda;

/// <summary>Invoke with the errors that become typed exceptions; every other one is an <see cref="AmazonLambdaException"/>.</summary>
internal static class LambdaOperations
{
    public static readonly InvokeOperation Invoke = new(
        e => new AmazonLambdaException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
        new("InvalidRequestContentException", e => new InvalidRequestContentException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)),
        new("ResourceNotFoundException", e => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)),
        new("ServiceException", e => new ServiceException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)),
        new("TooManyRequestsException", e => new TooManyRequestsException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status)));
}
