using System.Buffers;
using Mlops.Algorithm.Learning;

namespace Mlops.Algorithm.Serving;

/// <summary><c>POST /invocations</c>: reads rows, scores them, answers. Whatever a client sends is answered with a 4xx and the reason, never with a 5xx.</summary>
internal sealed class InvocationEndpoint(Scorer scorer)
{
    /// <summary>SageMaker's limit for the payload of a real-time invocation.</summary>
    public const int LargestBody = 6 * 1024 * 1024;

    private const int BufferSize = 64 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (MediaTypes.OfRequest(request.ContentType) is not { } format)
        {
            await FailAsync(response, StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{request.ContentType}' is not supported; send one of {MediaTypes.Supported}.");
            return;
        }

        if (MediaTypes.OfAnswer(request.Headers.Accept, format) is not { } answer)
        {
            await FailAsync(response, StatusCodes.Status406NotAcceptable, $"Accept '{request.Headers.Accept}' names no supported format; use one of {MediaTypes.Supported}.");
            return;
        }

        if (await ReadBodyAsync(request, context.RequestAborted) is not { } body)
        {
            await FailAsync(response, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {LargestBody} bytes; send fewer rows per request.");
            return;
        }

        var batch = new RowBatch(scorer.Encoder);
        RequestBody.Read(format, body, batch);
        if (!batch.IsSound || batch.Rows == 0)
        {
            await FailAsync(response, StatusCodes.Status400BadRequest, batch.IsSound ? "The request holds no rows." : batch.Describe());
            return;
        }

        await WriteAsync(response, StatusCodes.Status200OK, answer, Answer(answer, scorer.Predict(batch.Values)));
    }

    private ReadOnlyMemory<byte> Answer(string mediaType, double[] predictions) => scorer.Classes is { } classes
        ? AnswerWriter.Classes(mediaType, predictions, probability => classes.Label(probability, scorer.Threshold))
        : AnswerWriter.Predictions(mediaType, predictions);

    // Kestrel's own limit cannot be used: it closes the connection under a client that is still sending, before the answer is read.
    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LargestBody)
        {
            return null;
        }

        // Lent: a buffer per request would make most of what the collector has to clear.
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var body = new MemoryStream((int)(request.ContentLength ?? 0));
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > LargestBody)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }

            return body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Task FailAsync(HttpResponse response, int status, string message) =>
        WriteAsync(response, status, MediaTypes.Json, AnswerWriter.Error(message));

    private static async Task WriteAsync(HttpResponse response, int status, string mediaType, ReadOnlyMemory<byte> content)
    {
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, response.HttpContext.RequestAborted);
    }
}
