using System.Threading.Channels;

namespace Aws.Tests.Support;

/// <summary>A Lambda Runtime API on loopback: hands out the invocations it is given and collects what the runtime posts.</summary>
public sealed class RuntimeApi : IAsyncDisposable
{
    private readonly Channel<Reply> _invocations = Channel.CreateUnbounded<Reply>();
    private readonly Channel<SentRequest> _posts = Channel.CreateUnbounded<SentRequest>();
    private Loopback _server = null!;

    public string HostAndPort => new Uri(_server.Url).Authority;

    /// <summary>What a post is answered with.</summary>
    public Reply Accepted { get; set; } = new(202, """{"status":"OK"}""");

    public static async Task<RuntimeApi> StartAsync()
    {
        var api = new RuntimeApi();
        api._server = await Loopback.StartAsync(api.AnswerAsync);
        return api;
    }

    public void Invoke(string payload, Dictionary<string, string>? headers = null, string id = "req-1") =>
        _invocations.Writer.TryWrite(new Reply(200, payload)
        {
            Headers = new(headers ?? []) { ["Lambda-Runtime-Aws-Request-Id"] = id },
        });

    /// <summary>The next post, waited for a bounded time.</summary>
    public async Task<SentRequest> PostedAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        return await _posts.Reader.ReadAsync(patience.Token);
    }

    public ValueTask DisposeAsync()
    {
        _invocations.Writer.TryComplete();
        return _server.DisposeAsync();
    }

    private async Task<Reply> AnswerAsync(SentRequest request)
    {
        if (request is { Method: "GET", Path: "/2018-06-01/runtime/invocation/next" })
        {
            return await _invocations.Reader.WaitToReadAsync() && _invocations.Reader.TryRead(out var next) ? next : new Reply(500, "");
        }

        await _posts.Writer.WriteAsync(request);
        return Accepted;
    }
}
