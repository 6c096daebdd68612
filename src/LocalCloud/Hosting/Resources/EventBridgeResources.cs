using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::Events::EventBus</c>.</summary>
internal sealed class EventBusResource(AccountApi api) : ResourceType("AWS::Events::EventBus", ["Name", "Description", "Tags"], ["Arn", "Name"])
{
    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var name = request.Properties["Name"]!.ToString();
        await api.CreateOrUpdateAsync(
            "events",
            ("CreateEventBus", new() { ["Name"] = name }), "ResourceAlreadyExistsException", ("DescribeEventBus", new() { ["Name"] = name }),
            cancellationToken);
        return Identity(name, ("Arn", api.Cloud.Arn("events", $"event-bus/{name}")), ("Name", name));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("events", "DeleteEventBus", new() { ["Name"] = current.PhysicalId }, cancellationToken);
}

/// <summary><c>AWS::Events::Rule</c> with its targets.</summary>
internal sealed class RuleResource(AccountApi api) : ResourceType(
    "AWS::Events::Rule", ["Name", "Description", "EventBusName", "EventPattern", "ScheduleExpression", "State", "Targets", "RoleArn", "Tags"], ["Arn"])
{
    private const string DefaultBus = "default";

    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var name = request.Properties["Name"]?.ToString() ?? request.GeneratedName;
        var rule = Pick(request.Properties, "Description", "EventBusName", "ScheduleExpression", "State", "RoleArn");
        rule["Name"] = name;
        if (request.Properties["EventPattern"] is { } pattern)
        {
            rule["EventPattern"] = pattern.ToJsonString();
        }

        var arn = (await api.CallAsync("events", "PutRule", rule, cancellationToken))["RuleArn"]!.ToString();
        request.Initiated(Identity(name, ("Arn", arn)));
        await PutTargetsAsync(name, request.Properties, cancellationToken);
        return Identity(name, ("Arn", arn));
    }

    public override async Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken)
    {
        var kept = TargetIds(request.Properties).ToHashSet(StringComparer.Ordinal);
        await RemoveTargetsAsync(current, TargetIds(current.Properties).Where(id => !kept.Contains(id)), cancellationToken);
        return await CreateAsync(request, cancellationToken);
    }

    public override async Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        await RemoveTargetsAsync(current, TargetIds(current.Properties), cancellationToken);
        await api.DeleteAsync("events", "DeleteRule", new() { ["Name"] = current.PhysicalId, ["EventBusName"] = Bus(current.Properties) }, cancellationToken);
    }

    private async Task PutTargetsAsync(string rule, JsonObject properties, CancellationToken cancellationToken)
    {
        if (properties["Targets"] is not JsonArray { Count: > 0 } targets)
        {
            return;
        }

        var input = new JsonObject { ["Rule"] = rule, ["EventBusName"] = Bus(properties), ["Targets"] = targets.DeepClone() };
        var failed = (await api.CallAsync("events", "PutTargets", input, cancellationToken))["FailedEntries"] as JsonArray ?? [];
        if (failed.Count > 0)
        {
            throw new InvalidOperationException($"targets were refused: {failed.ToJsonString()}");
        }
    }

    private async Task RemoveTargetsAsync(ResourceRecord current, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var list = ids.Select(id => (JsonNode?)id).ToArray();
        if (list.Length > 0)
        {
            var input = new JsonObject { ["Rule"] = current.PhysicalId, ["EventBusName"] = Bus(current.Properties), ["Ids"] = new JsonArray(list) };
            await api.DeleteAsync("events", "RemoveTargets", input, cancellationToken);
        }
    }

    private static IEnumerable<string> TargetIds(JsonObject properties) =>
        (properties["Targets"] as JsonArray ?? []).Select(target => target!["Id"]!.ToString());

    private static string Bus(JsonObject properties) => properties["EventBusName"]?.ToString() ?? DefaultBus;
}
