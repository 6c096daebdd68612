using LocalCloud.Api;
using LocalCloud.Storage;
using Microsoft.Extensions.Logging;

namespace LocalCloud.EventBridge;

/// <summary>
/// EventBridge: buses, rules and targets as the service <c>events</c>, and the publisher of every service's own events on
/// the default bus. What was accepted is delivered from <see cref="Start"/> on, at least once, over restarts too.
/// </summary>
public sealed class EventBridgeEngine : IEventPublisher, IAsyncDisposable
{
    private readonly RuleStore _rules;
    private readonly EventRouter _router;
    private readonly DeliveryWorker _worker;
    private readonly ILogger _logger;

    public EventBridgeEngine(CloudIdentity identity, DocumentStore store, EventBridgeSurroundings surroundings)
    {
        _logger = surroundings.Logger;
        _rules = new(identity, store, surroundings.Time);
        _router = new(identity, store, surroundings.Time, _rules);
        var caller = new TargetCaller(identity, surroundings.Api, surroundings.Authorizer, _rules, _router);
        _worker = new(store, surroundings.Time, caller, _logger);
        _router.Accepted = _worker.Accept;
    }

    public ApiService Service() => new("events",
    [
        new PutEventsOperation(_rules, _router, _logger).Operation(),
        .. new BusOperations(_rules).Operations(),
        .. new RuleOperations(_rules).Operations(),
        .. new TargetOperations(_rules).Operations(),
    ]);

    /// <summary>Starts delivering, first what was left from the last run.</summary>
    public void Start() => _worker.Start();

    /// <summary>Stops delivering; what has not arrived stays on disk.</summary>
    public Task StopAsync() => _worker.StopAsync();

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    public Task PublishAsync(ServiceEvent serviceEvent, CancellationToken cancellationToken)
    {
        _router.Route([(EventBus.Default, _router.NewEvent(serviceEvent, occurred: null))]);
        return Task.CompletedTask;
    }
}
