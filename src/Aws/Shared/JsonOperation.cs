using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Shared;

/// <summary>One operation of an AWS JSON service: its marshaller, its unmarshaller, its errors.</summary>
internal sealed class JsonOperation<TRequest, TResponse>(JsonProtocol protocol, string name, params ModelledError[] errors)
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    private readonly JsonRequestMarshaller<TRequest> _marshaller =
        new(protocol, name, (JsonTypeInfo<TRequest>)protocol.Options.GetTypeInfo(typeof(TRequest)));

    private readonly JsonReplyUnmarshaller<TResponse> _unmarshaller =
        new(protocol, (JsonTypeInfo<TResponse>)protocol.Options.GetTypeInfo(typeof(TResponse)), errors);

    /// <summary>The pipeline writes into its options, so every call gets its own.</summary>
    public InvokeOptions CreateOptions() => new() { RequestMarshaller = _marshaller, ResponseUnmarshaller = _unmarshaller };
}
