using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::Events::EventBusPolicy</c>: one statement of a bus's policy, put among the others by its id.</summary>
internal sealed class EventBusPolicyResource(AccountApi api) : ResourceType(
    "AWS::Events::EventBusPolicy", ["EventBusName", "StatementId", "Statement"], [])
{
    private const string DefaultBus = "default";

    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var (bus, id) = Names(request.Properties);
        var statement = request.Properties["Statement"]!.DeepClone().AsObject();
        statement["Sid"] = id;
        var statements = new JsonArray([.. (await StatementsAsync(bus, id, cancellationToken)).Append(statement)]);
        var policy = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements };
        await api.CallAsync("events", "PutPermission", new() { ["EventBusName"] = bus, ["Policy"] = policy.ToJsonString() }, cancellationToken);
        return Identity($"{bus}|{id}");
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        var (bus, id) = Names(current.Properties);
        return api.DeleteAsync("events", "RemovePermission", new() { ["EventBusName"] = bus, ["StatementId"] = id }, cancellationToken);
    }

    private async Task<IEnumerable<JsonNode>> StatementsAsync(string bus, string without, CancellationToken cancellationToken)
    {
        var described = await api.CallAsync("events", "DescribeEventBus", new() { ["Name"] = bus }, cancellationToken);
        var policy = described["Policy"] is { } text ? JsonNode.Parse(text.ToString()) : null;
        return (policy?["Statement"] as JsonArray ?? []).Where(other => other!["Sid"]?.ToString() != without).Select(other => other!.DeepClone());
    }

    private static (string Bus, string Id) Names(JsonObject properties) =>
        (properties["EventBusName"]?.ToString() ?? DefaultBus, properties["StatementId"]!.ToString());
}
