using System.Collections.Concurrent;
using LocalCloud.Api;
using LocalCloud.EventBridge.Patterns;
using LocalCloud.Storage;

namespace LocalCloud.EventBridge;

/// <summary>Buses and rules on disk, with the rules' compiled patterns in memory.</summary>
internal sealed class RuleStore(CloudIdentity identity, DocumentStore store, TimeProvider time)
{
    private readonly DocumentCollection<EventBus> _buses = new(store, "events.buses");
    private readonly DocumentCollection<EventRule> _rules = new(store, "events.rules");
    private readonly ConcurrentDictionary<string, EventPattern> _patterns = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>A bus's name from its name or ARN.</summary>
    public static string BusName(string? nameOrArn) => nameOrArn switch
    {
        null => EventBus.Default,
        _ when nameOrArn.StartsWith("arn:", StringComparison.Ordinal) => nameOrArn[(nameOrArn.LastIndexOf('/') + 1)..],
        _ => nameOrArn,
    };

    /// <summary>The default bus is there from the start, as in every account.</summary>
    public EventBus? FindBus(string name) => _buses.Get(name) ?? (name == EventBus.Default ? CreateBus(name, null) : null);

    public EventBus RequireBus(string name) => FindBus(name)
        ?? throw NotFound($"Event bus {name} does not exist.");

    public EventBus CreateBus(string name, string? description)
    {
        var bus = new EventBus
        {
            Name = name,
            Arn = BusArn(name),
            CreationTime = time.GetUtcNow(),
            Description = description,
        };
        _buses.Put(name, bus);
        return bus;
    }

    /// <summary>Replaces a bus's policy document by what <paramref name="change"/> makes of it, nobody else writing; null is none.</summary>
    public void ChangePolicy(string name, Func<string?, string?> change)
    {
        lock (_gate)
        {
            var bus = RequireBus(name);
            _buses.Put(name, bus with { Policy = change(bus.Policy) });
        }
    }

    public void DeleteBus(string name) => _buses.Delete(name);

    public IReadOnlyList<EventBus> Buses()
    {
        FindBus(EventBus.Default);
        return [.. _buses.Scan().Select(row => row.Value)];
    }

    public string BusArn(string name) => identity.Arn("events", $"event-bus/{name}");

    public string RuleArn(string bus, string rule) =>
        identity.Arn("events", bus == EventBus.Default ? $"rule/{rule}" : $"rule/{bus}/{rule}");

    public EventRule? FindRule(string bus, string name) => _rules.Get(Key(bus, name));

    public EventRule RequireRule(string bus, string name)
    {
        RequireBus(bus);
        return FindRule(bus, name) ?? throw NotFound($"Rule {name} does not exist on EventBus {bus}.");
    }

    public IReadOnlyList<EventRule> Rules(string bus) => [.. _rules.Scan(bus + "/").Select(row => row.Value)];

    /// <summary>Replaces a rule by what <paramref name="change"/> makes of it (null: there was none), nobody else writing.</summary>
    public EventRule Change(string bus, string name, Func<EventRule?, EventRule> change)
    {
        lock (_gate)
        {
            var changed = change(FindRule(bus, name));
            _rules.Put(Key(bus, name), changed);
            return changed;
        }
    }

    /// <summary>
    /// Writes a schedule's next instant together with what <paramref name="prepare"/> makes ready for the rule as it is now,
    /// unless its schedule is no longer the one seen.
    /// </summary>
    public bool TryMoveOn(EventRule seen, DateTimeOffset? next, Func<EventRule, Action> prepare)
    {
        lock (_gate)
        {
            if (FindRule(seen.EventBusName, seen.Name) is not { Enabled: true } rule || rule.NextFire != seen.NextFire)
            {
                return false;
            }

            var write = prepare(rule);
            store.Transact(() =>
            {
                _rules.Put(Key(rule.EventBusName, rule.Name), rule with { NextFire = next });
                write();
            });
            return true;
        }
    }

    public void DeleteRule(string bus, string name)
    {
        // A schedule that fires now must not write the rule back.
        lock (_gate)
        {
            _rules.Delete(Key(bus, name));
        }
    }

    public EventPattern Pattern(string text) => _patterns.GetOrAdd(text, EventPattern.Compile);

    private static string Key(string bus, string name) => $"{bus}/{name}";

    private static AwsException NotFound(string message) => new("ResourceNotFoundException", 400, message);
}
