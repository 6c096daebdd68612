using System.Text.Json.Nodes;

namespace LocalCloud.Api;

/// <summary>What is made to go wrong on purpose; asked at every place where something can.</summary>
public interface IFaults
{
    /// <summary>
    /// Asked about a call that is valid and allowed, before its operation runs: null lets it run, an answer is given instead
    /// of running it. Throws what the service would answer.
    /// </summary>
    Task<JsonObject?> OnCallAsync(string service, string operation, JsonObject input, Principal principal, CancellationToken cancellationToken);

    /// <summary>
    /// Asked about each invocation of a function, each attempt of an asynchronous one, which has no caller: the payload of a
    /// function that failed, or null.
    /// </summary>
    string? OnInvocation(string functionArn, string payload, Principal? caller);

    /// <summary>Asked about an event on its way to one target of a rule.</summary>
    DeliveryFault OnDelivery(string ruleArn, string targetArn, string anEvent);
}

/// <summary>How often an event is delivered to a target, and how much later.</summary>
public sealed record DeliveryFault(int Copies, TimeSpan Delay)
{
    public static DeliveryFault None { get; } = new(1, TimeSpan.Zero);
}
