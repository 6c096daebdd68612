using System.Net;
using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Lambda Runtime API, version 2018-06-01. An answer other than its documented success throws.</summary>
internal sealed class RuntimeApiClient(HttpClient http, string hostAndPort)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue ErrorJson = new("application/vnd.aws.lambda.error+json");

    private readonly string _root = $"http://{hostAndPort}/2018-06-01/runtime";

    /// <summary>Waits for the next invocation, however long that takes.</summary>
    public async Task<(RuntimeApiHeaders Headers, Stream Payload)> NextAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_root}/invocation/next");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        await EnsureAsync(response, HttpStatusCode.OK, "/invocation/next", cancellationToken);
        var payload = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return (new RuntimeApiHeaders(response.Headers), new MemoryStream(payload, 0, payload.Length, false, true));
    }

    public Task RespondAsync(string awsRequestId, Stream output, CancellationToken cancellationToken)
    {
        HttpContent content = output is null ? new ByteArrayContent([]) : new StreamContent(new NonDisposingStream(output));
        content.Headers.ContentType = Json;
        return PostAsync($"/invocation/{awsRequestId}/response", content, null, cancellationToken);
    }

    public Task ReportErrorAsync(string awsRequestId, Exception exception, CancellationToken cancellationToken) =>
        PostAsync($"/invocation/{awsRequestId}/error", ErrorContent(exception), exception.GetType().Name, cancellationToken);

    public Task ReportInitErrorAsync(Exception exception, CancellationToken cancellationToken) =>
        PostAsync("/init/error", ErrorContent(exception), null, cancellationToken);

    private async Task PostAsync(string path, HttpContent content, string errorType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _root + path) { Content = content };
        if (errorType is not null)
        {
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        await EnsureAsync(response, HttpStatusCode.Accepted, path, cancellationToken);
    }

    private static ByteArrayContent ErrorContent(Exception exception)
    {
        var content = new ByteArrayContent(ErrorDocument.Write(exception));
        content.Headers.ContentType = ErrorJson;
        return content;
    }

    private static async Task EnsureAsync(
        HttpResponseMessage response, HttpStatusCode expected, string path, CancellationToken cancellationToken)
    {
        if (response.StatusCode != expected)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException(
                $"The Runtime API answered {(int)response.StatusCode} to {path}, not {(int)expected}: {body}", null, response.StatusCode);
        }
    }
}
