using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aws.Tests.Support;

/// <summary>A web server on a free loopback port that answers as told and remembers what it was asked.</summary>
public sealed class Loopback : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SentRequest> _requests = new();

    private Loopback(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public IReadOnlyList<SentRequest> Requests => [.. _requests];

    public SentRequest Request => Assert.Single(_requests);

    /// <summary>Answers with the replies in turn; the last one stays.</summary>
    public static Task<Loopback> StartAsync(params Reply[] replies)
    {
        var next = 0;
        return StartAsync(_ => Task.FromResult(replies[Math.Min(next++, replies.Length - 1)]));
    }

    public static async Task<Loopback> StartAsync(Func<SentRequest, Task<Reply>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var loopback = new Loopback(builder.Build());
        loopback._app.Run(context => loopback.AnswerAsync(context, answer));
        await loopback._app.StartAsync(TestContext.Current.CancellationToken);
        return loopback;
    }

    public async ValueTask DisposeAsync()
    {
        // A runtime under test may still be waiting for its next invocation: nothing is owed to it.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<SentRequest, Task<Reply>> answer)
    {
        var request = await SentRequest.ReadAsync(context.Request);
        _requests.Enqueue(request);
        var reply = await answer(request);
        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(reply.Body);
    }
}
