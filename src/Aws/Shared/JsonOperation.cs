using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Shared;

/// <summary>One operation of an AWS JSON service: its marshaller, its unmarshaller, its errors.</summary>
internal sealed class JsonOperation<TRequest, TResponse>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    private readonly JsonRequestMarshaller<TRequest> _marshaller;
    private readonly JsonReplyUnmarshaller<TResponse> _unmarshaller;

    public JsonOperation(JsonProtocol protocol, JsonSerializerContext types, string name, params ModelledError[] errors)
    {
        var options = WireFormat.CreateOptions(types, protocol.Naming, protocol.Constants);
        _marshaller = new(protocol, name, (JsonTypeInfo<TRequest>)options.GetTypeInfo(typeof(TRequest)));
        _unmarshaller = new(protocol, (JsonTypeInfo<TResponse>)options.GetTypeInfo(typeof(TResponse)), errors);
    }

    /// <summary>The pipeline writes into its options, so every call gets its own.</summary>
    public InvokeOptions CreateOptions() => new() { RequestMarshaller = _marshaller, ResponseUnmarshaller = _unmarshaller };
}
