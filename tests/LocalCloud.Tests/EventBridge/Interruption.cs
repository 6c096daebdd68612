using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Tests.EventBridge;

/// <summary>Lets everything pass, and does something of the test's own when the first event is about to be delivered.</summary>
internal sealed class Interruption(Action interrupt) : IFaults
{
    private Action? _interrupt = interrupt;

    public Task<JsonObject?> OnCallAsync(string service, string operation, JsonObject input, Principal principal, CancellationToken cancellationToken) =>
        Task.FromResult<JsonObject?>(null);

    public string? OnInvocation(string functionArn, string payload, Principal? caller) => null;

    public DeliveryFault OnDelivery(string ruleArn, string targetArn, string anEvent)
    {
        Interlocked.Exchange(ref _interrupt, null)?.Invoke();
        return DeliveryFault.None;
    }
}
