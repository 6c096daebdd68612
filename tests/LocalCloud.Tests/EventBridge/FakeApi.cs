using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalCloud.Api;

namespace LocalCloud.Tests.EventBridge;

/// <summary>Takes calls to other services; what it answers is the test's to say, and calls can be awaited in order.</summary>
internal sealed class FakeApi : IApi
{
    private readonly Channel<ApiCall> _calls = Channel.CreateUnbounded<ApiCall>();

    public Func<ApiCall, JsonObject> Answer { get; set; } = _ => [];

    public Task<JsonObject> CallAsync(string service, string operation, JsonObject input, Principal principal, CancellationToken cancellationToken)
    {
        var call = new ApiCall(service, operation, input, principal);
        _calls.Writer.TryWrite(call);
        return Task.FromResult(Answer(call));
    }

    /// <summary>The next call that has not been looked at; fails the test when none comes in ten seconds.</summary>
    public async Task<ApiCall> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        return await _calls.Reader.ReadAsync(limit.Token);
    }

    public bool HasCalls => _calls.Reader.TryPeek(out _);
}

internal sealed record ApiCall(string Service, string Operation, JsonObject Input, Principal Principal);
