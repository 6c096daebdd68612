using System.Text.Json.Nodes;
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
    private readonly RuleScheduler _scheduler;
    private readonly TimeProvider _time;
    private readonly RoleTrust _trust;
    private readonly BusPolicyOperations _policies;
    private readonly IAuthorizer _authorizer;
    private readonly ILogger _logger;

    public EventBridgeEngine(CloudIdentity identity, DocumentStore store, EventBridgeSurroundings surroundings)
    {
        (_logger, _time, _authorizer) = (surroundings.Logger, surroundings.Time, surroundings.Authorizer);
        _rules = new(identity, store, surroundings.Time);
        _trust = new(surroundings.CanAssume);
        _policies = new(_rules);
        _router = new(identity, store, surroundings.Time, _rules) { Faults = surroundings.Faults };
        Receiver = new(_rules, _router, surroundings.Authorizer);
        var caller = new TargetCaller(
            identity, surroundings.Api, account => account == identity.Account ? Receiver : surroundings.Others(account)?.Receiver);
        _worker = new(store, surroundings.Time, caller, _logger);
        _router.Accepted = _worker.Accept;
        _scheduler = new(_rules, _router, surroundings.Time, _logger);
    }

    /// <summary>Where events from other buses come in.</summary>
    internal BusReceiver Receiver { get; }

    public ApiService Service() => new("events",
    [
        new PutEventsOperation(_rules, _router, _logger).Operation(),
        .. new BusOperations(_rules).Operations(),
        .. _policies.Operations(),
        .. new RuleOperations(_rules, _trust, _time, _scheduler.Rearm).Operations(),
        .. new TargetOperations(_rules, _trust).Operations(),
    ]);

    /// <summary>
    /// Puts one statement among the others of a bus's policy, nobody else writing. PutPermission takes only simple statements
    /// one by one.
    /// </summary>
    public void PutStatement(Principal caller, string bus, JsonObject statement)
    {
        var name = RuleStore.BusName(bus);
        _authorizer.Demand(caller, new("events:PutPermission", _rules.BusArn(name)));
        _policies.PutStatement(name, statement);
    }

    /// <summary>Starts delivering, first what was left from the last run, and firing schedules.</summary>
    public void Start()
    {
        _worker.Start();
        _scheduler.Start();
    }

    /// <summary>Stops firing and delivering; what has not arrived stays on disk.</summary>
    public Task StopAsync()
    {
        _scheduler.Stop();
        return _worker.StopAsync();
    }

    public ValueTask DisposeAsync()
    {
        _scheduler.Stop();
        return _worker.DisposeAsync();
    }

    public Task PublishAsync(ServiceEvent serviceEvent, CancellationToken cancellationToken)
    {
        _router.Route([(EventBus.Default, _router.NewEvent(serviceEvent, occurred: null))]);
        return Task.CompletedTask;
    }
}
