using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Shared;

/// <summary>Turns an error answer into the exception of its code, which stands in the body or in <c>x-amzn-ErrorType</c>.</summary>
internal static class ErrorReader
{
    public static AmazonServiceException Read(
        JsonUnmarshallerContext context, Exception inner, HttpStatusCode status,
        ModelledError[] modelled, Func<ErrorReply, AmazonServiceException> unmodelled)
    {
        using var stream = new MemoryStream();
        context.Stream.CopyTo(stream);
        stream.Position = 0;
        var reader = new StreamingUtf8JsonReader(stream);
        var response = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        var match = Array.Find(modelled, error => error.Code == response.Code);

        // Where the query protocol came first, its codes are the API's: they stand in a header and go before the body's.
        AwsQueryCompatibleErrorHandler.ApplyQueryErrorHeader(response, context.ResponseData);
        var reply = new ErrorReply(response, inner, status, context.ResponseData, stream.ToArray());
        return (match?.Create ?? unmodelled)(reply);
    }
}
