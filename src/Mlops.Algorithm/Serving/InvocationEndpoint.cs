using System.Buffers;
using Mlops.Algorithm.Scoring;

namespace Mlops.Algorithm.Serving;

/// <summary><c>POST /invocations</c>: reads rows, scores them, answers. Whatever a client sends is answered with a 4xx and the reason, never with a 5xx.</summary>
internal sealed class InvocationEndpoint(Scorer scorer)
{
    /// <summary>SageMaker's limit for the payload of a real-time invocation.</summary>
    public const int LargestBody = 6 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (MediaTypes.OfRequest(request.ContentType) is not { } format)
        {
            await response.FailAsync(StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{request.ContentType}' is not supported; send one of {MediaTypes.Supported}.");
            return;
        }

        if (MediaTypes.OfAnswer(request.Headers.Accept, format) is not { } answer)
        {
            await response.FailAsync(StatusCodes.Status406NotAcceptable, $"Accept '{request.Headers.Accept}' names no supported format; use one of {MediaTypes.Supported}.");
            return;
        }

        using var body = new RequestContent(LargestBody);
        if (!await body.ReadAsync(request, context.RequestAborted))
        {
            await response.FailAsync(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {LargestBody} bytes; send fewer rows per request.");
            return;
        }

        using var content = new AnswerBuffer();
        if (Answer(body.Bytes, (format, answer), content) is { } refusal)
        {
            await response.FailAsync(StatusCodes.Status400BadRequest, refusal);
            return;
        }

        await response.AnswerAsync(StatusCodes.Status200OK, answer, content);
    }

    /// <summary>Scores a body and writes the answer; or says why it cannot.</summary>
    private string? Answer(ReadOnlyMemory<byte> body, (string Request, string Answer) formats, AnswerBuffer content)
    {
        using var batch = new RowBatch(scorer);
        RequestBody.Read(formats.Request, body, batch);
        if (!batch.IsSound || batch.Rows == 0)
        {
            return batch.IsSound ? "The request holds no rows." : batch.Describe();
        }

        var predictions = batch.Predict();
        if (NotFinite(predictions) is { } row)
        {
            return $"Row {row + 1} has no finite prediction: a value of it is too large.";
        }

        if (scorer.Classes is { } classes)
        {
            AnswerWriter.Classes(content, formats.Answer, predictions, probability => classes.Label(probability, scorer.Threshold));
        }
        else
        {
            AnswerWriter.Predictions(content, formats.Answer, predictions);
        }

        return null;
    }

    // Linear leaves multiply what a client sends.
    private static int? NotFinite(ReadOnlySpan<double> predictions)
    {
        for (var row = 0; row < predictions.Length; row++)
        {
            if (!double.IsFinite(predictions[row]))
            {
                return row;
            }
        }

        return null;
    }
}
