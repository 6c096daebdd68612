using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Mlops.Functions.Hosting;

/// <summary>A typed handler as the stream handler that the Lambda runtime calls.</summary>
internal static class StreamHandler
{
    public static Func<Stream, ILambdaContext, Task<Stream>> Of<TIn, TOut>(
        Func<TIn, ILambdaContext, Task<TOut>> handler, JsonTypeInfo<TIn> input, JsonTypeInfo<TOut> output) => async (stream, context) =>
    {
        var answer = await handler(Read(stream, input), context).ConfigureAwait(false);
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(answer, output));
    };

    // An event lies in memory; see ArtifactStore for what asynchronous reading would cost.
    private static T Read<T>(Stream stream, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(stream, type) ?? throw new InvalidPayloadException("it is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidPayloadException(exception.Message);
        }
    }
}
