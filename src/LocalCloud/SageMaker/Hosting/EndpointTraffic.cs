using System.Collections.Concurrent;
using LocalCloud.Api;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>Which fleet takes each endpoint's requests. Switching is one write: a request sees the old fleet or the new one.</summary>
internal sealed class EndpointTraffic(TimeProvider supervision) : IAsyncDisposable
{
    private static readonly TimeSpan _longestStart = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Fleet>> _serving = new(StringComparer.Ordinal);

    /// <summary>Requests of an endpoint that should serve, but whose processes are still starting, wait for them.</summary>
    public void Expect(string endpoint) => _serving.TryAdd(endpoint, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>From here on new requests go to this fleet; returns the one that had them.</summary>
    public Fleet? SwitchTo(string endpoint, Fleet fleet)
    {
        var next = new TaskCompletionSource<Fleet>();
        next.SetResult(fleet);
        TaskCompletionSource<Fleet>? previous = null;
        _serving.AddOrUpdate(endpoint, next, (_, current) =>
        {
            previous = current;
            return next;
        });
        var old = previous is { Task.IsCompletedSuccessfully: true } ? previous.Task.Result : null;
        previous?.TrySetResult(fleet);
        return old;
    }

    public bool HasFleet(string endpoint) => _serving.TryGetValue(endpoint, out var serving) && serving.Task.IsCompletedSuccessfully;

    /// <summary>Ends an endpoint's traffic; returns the fleet that served it.</summary>
    public Fleet? Close(string endpoint)
    {
        if (!_serving.TryRemove(endpoint, out var current))
        {
            return null;
        }

        current.TrySetCanceled();
        return current.Task.IsCompletedSuccessfully ? current.Task.Result : null;
    }

    public async Task<(Fleet Fleet, VariantPlan Variant, ServingInstance Instance)?> EnterAsync(string endpoint, string? variant, CancellationToken cancellationToken)
    {
        while (_serving.TryGetValue(endpoint, out var serving))
        {
            var fleet = await WaitAsync(serving.Task, endpoint, cancellationToken);
            if (fleet.Enter(variant) is { } place)
            {
                return (fleet, place.Variant, place.Instance);
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        var fleets = _serving.Keys.Select(Close).OfType<Fleet>().ToList();
        await Task.WhenAll(fleets.Select(fleet => fleet.StopAsync(new CancellationToken(canceled: true))));
    }

    private async Task<Fleet> WaitAsync(Task<Fleet> serving, string endpoint, CancellationToken cancellationToken)
    {
        try
        {
            return await serving.WaitAsync(_longestStart, supervision, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new AwsException("ServiceUnavailable", 503, $"Endpoint {endpoint} has no container that could answer.");
        }
    }
}
