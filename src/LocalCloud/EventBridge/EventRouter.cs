using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.EventBridge;

/// <summary>Makes events, finds the rules they match, and has every (event, target) on disk before it returns.</summary>
internal sealed class EventRouter(CloudIdentity identity, DocumentStore store, TimeProvider time, RuleStore rules)
{
    // Keys and texts stay readable: the default escapes what is unsafe in HTML.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DocumentCollection<Delivery> _deliveries = new(store, "events.deliveries");
    private readonly PersistedCounter _events = new(store, "events.event");
    private readonly PersistedCounter _sequence = new(store, "events.delivery");

    /// <summary>Called with the deliveries that have just been written.</summary>
    public Action<IReadOnlyList<Delivery>> Accepted { get; set; } = _ => { };

    public IFaults? Faults { get; init; }

    /// <summary>An event of this account, or of the <paramref name="sender"/> who puts it on this account's bus.</summary>
    public JsonObject NewEvent(ServiceEvent parts, DateTimeOffset? occurred, string? sender = null) => new()
    {
        ["version"] = "0",
        ["id"] = NextId(),
        ["detail-type"] = parts.DetailType,
        ["source"] = parts.Source,
        ["account"] = sender ?? identity.Account,
        ["time"] = (occurred ?? time.GetUtcNow()).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["region"] = identity.Region,
        ["resources"] = new JsonArray([.. parts.Resources.Select(resource => (JsonNode?)resource)]),
        ["detail"] = parts.Detail.DeepClone(),
    };

    /// <summary>Routes the events of one request; all their deliveries are written together.</summary>
    public void Route(IEnumerable<(string Bus, JsonObject Event)> events)
    {
        var deliveries = events.SelectMany(one => Match(one.Bus, one.Event)).ToList();
        if (deliveries.Count == 0)
        {
            return;
        }

        Write(deliveries);
        Accepted(deliveries);
    }

    /// <summary>An event's deliveries to one rule's targets, whatever the rule's pattern; not yet written.</summary>
    public IReadOnlyList<Delivery> For(EventRule rule, JsonObject anEvent)
    {
        var text = anEvent.ToJsonString(Plain);
        return [.. Deliveries(rule, text)];
    }

    public void Write(IReadOnlyList<Delivery> deliveries) => store.Transact(() =>
    {
        foreach (var delivery in deliveries)
        {
            _deliveries.Put(delivery.Id, delivery);
        }
    });

    private List<Delivery> Match(string bus, JsonObject anEvent)
    {
        var text = anEvent.ToJsonString(Plain);
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return [.. rules.Rules(bus)
            .Where(rule => rule.Enabled && rule.EventPattern is { } pattern && rules.Pattern(pattern).Matches(root))
            .SelectMany(rule => Deliveries(rule, text))];
    }

    private IEnumerable<Delivery> Deliveries(EventRule rule, string text) =>
        from target in rule.Targets.Values
        let fault = Faults?.OnDelivery(rule.Arn, target["Arn"]!.ToString(), text) ?? DeliveryFault.None
        from copy in Enumerable.Range(0, fault.Copies)
        select NewDelivery(rule, target, text, fault.Delay);

    private Delivery NewDelivery(EventRule rule, JsonObject target, string text, TimeSpan delay) => new()
    {
        Id = _sequence.Next().ToString("x16", CultureInfo.InvariantCulture),
        RuleArn = rule.Arn,
        RuleName = rule.Name,
        Target = target,
        Event = text,
        AcceptedAt = time.GetUtcNow(),
        NotBefore = delay > TimeSpan.Zero ? time.GetUtcNow() + delay : default,
    };

    /// <summary>Shaped like AWS's event ids; unique because the counter never repeats in this state folder.</summary>
    private string NextId()
    {
        var number = _events.Next();
        var digest = SHA256.HashData(Encoding.ASCII.GetBytes($"{identity.Account}/{identity.Region}/{number}"));
        return new Guid(digest.AsSpan(0, 16)).ToString();
    }
}
