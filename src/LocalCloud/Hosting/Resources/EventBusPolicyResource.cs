using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.EventBridge;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::Events::EventBusPolicy</c>: one statement of a bus's policy, put among the others by its id.</summary>
internal sealed class EventBusPolicyResource(EventBridgeEngine events, AccountApi api, Principal principal) : ResourceType(
    "AWS::Events::EventBusPolicy", ["EventBusName", "StatementId", "Statement"], [])
{
    private const string DefaultBus = "default";

    public override IReadOnlySet<string> CreateOnly { get; } = new HashSet<string>(StringComparer.Ordinal) { "EventBusName", "StatementId" };

    public override Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var (bus, id) = Names(request.Properties);
        var statement = request.Properties["Statement"]!.DeepClone().AsObject();
        statement["Sid"] = id;
        events.PutStatement(principal, bus, statement);
        return Task.FromResult(Identity($"{bus}|{id}"));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        var (bus, id) = Names(current.Properties);
        return api.DeleteAsync("events", "RemovePermission", new() { ["EventBusName"] = bus, ["StatementId"] = id }, cancellationToken);
    }

    private static (string Bus, string Id) Names(JsonObject properties) =>
        (properties["EventBusName"]?.ToString() ?? DefaultBus, properties["StatementId"]!.ToString());
}
