using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LocalCloud.Lambda.Http;

/// <summary>
/// The Lambda Runtime API over HTTP, version 2018-06-01: the host sends it every request whose path starts with
/// <see cref="Prefix"/>. The worker's id is part of the path; a worker that was given up is answered 410.
/// </summary>
public sealed class RuntimeApiEndpoint(WorkerDirectory workers)
{
    public const string Prefix = WorkerFactory.RuntimePath;

    private const string Version = "2018-06-01";

    public async Task HandleAsync(HttpContext http)
    {
        var segments = http.Request.Path.Value![Prefix.Length..].Split('/');
        if (workers.Find(segments[0]) is not { } worker)
        {
            await AnswerAsync(http, StatusCodes.Status410Gone, "WorkerGone", $"Worker '{segments[0]}' was given up.");
            return;
        }

        var answer = (segments[1..], http.Request.Method) switch
        {
            ([Version, "runtime", "invocation", "next"], "GET") => NextAsync(http, worker),
            ([Version, "runtime", "invocation", var id, "response"], "POST") => ResponseAsync(http, worker, id),
            ([Version, "runtime", "invocation", var id, "error"], "POST") => ErrorAsync(http, worker, id),
            ([Version, "runtime", "init", "error"], "POST") => InitErrorAsync(http, worker),
            _ => AnswerAsync(http, StatusCodes.Status404NotFound, "NotFound", $"The Runtime API has no {http.Request.Method} {http.Request.Path}."),
        };
        await answer;
    }

    private static async Task NextAsync(HttpContext http, LambdaWorker worker)
    {
        if (await worker.NextAsync(http.RequestAborted) is not { } invocation)
        {
            await AnswerAsync(http, StatusCodes.Status410Gone, "WorkerGone", $"Worker '{worker.Id}' was given up.");
            return;
        }

        var headers = http.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = worker.FunctionArn;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(invocation.Payload, http.RequestAborted);
    }

    private static async Task ResponseAsync(HttpContext http, LambdaWorker worker, string id)
    {
        if (await ReadAsync(http) is { } payload)
        {
            await AcceptAsync(http, id, worker.Complete(id, new InvocationResult(payload, null)));
            return;
        }

        worker.Complete(id, RuntimeErrors.TooLarge());
        await AnswerAsync(http, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({RuntimeErrors.LargestResponse} bytes).");
    }

    private static async Task ErrorAsync(HttpContext http, LambdaWorker worker, string id) =>
        await AcceptAsync(http, id, worker.Complete(id, RuntimeErrors.Posted(await ReadAsync(http) ?? "{}")));

    private static async Task InitErrorAsync(HttpContext http, LambdaWorker worker)
    {
        worker.FailInitialisation(RuntimeErrors.Posted(await ReadAsync(http) ?? "{}"));
        await AcceptAsync(http, "init", accepted: true);
    }

    /// <summary>The body as text; null when it is larger than a response may be.</summary>
    private static async Task<string?> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > RuntimeErrors.LargestResponse)
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static Task AcceptAsync(HttpContext http, string id, bool accepted)
    {
        if (!accepted)
        {
            return AnswerAsync(http, StatusCodes.Status400BadRequest, "InvalidRequestID", $"This worker is not working on '{id}'.");
        }

        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return http.Response.WriteAsync("""{"status":"OK"}""", http.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext http, int status, string type, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(new JsonObject { ["errorMessage"] = message, ["errorType"] = type }.ToJsonString(), http.RequestAborted);
    }
}
