namespace Mlops.Algorithm.Serving;

/// <summary>Sends answers whose length is known.</summary>
internal static class Answers
{
    public static async Task FailAsync(this HttpResponse response, int status, string message)
    {
        using var content = new AnswerBuffer();
        AnswerWriter.Error(content, message);
        await response.AnswerAsync(status, MediaTypes.Json, content);
    }

    public static async Task AnswerAsync(this HttpResponse response, int status, string mediaType, AnswerBuffer content)
    {
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = content.Written.Length;
        await response.BodyWriter.WriteAsync(content.Written, response.HttpContext.RequestAborted);
    }
}
