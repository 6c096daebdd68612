using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Shared;

/// <summary>Reads an AWS JSON answer. An empty body is a response without members.</summary>
internal sealed class JsonReplyUnmarshaller<TResponse>(JsonProtocol protocol, JsonTypeInfo<TResponse> type, ModelledError[] errors)
    : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        // The length cannot tell an empty body: it is 0 for a chunked one too.
        using var body = new MemoryStream();
        context.Stream.CopyTo(body);
        var json = body.GetBuffer().AsSpan(0, (int)body.Length);
        return json.IsEmpty ? new TResponse() : JsonSerializer.Deserialize(json, type) ?? new TResponse();
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        ErrorReader.Read(context, innerException, statusCode, errors, protocol.Unmodelled);
}
