using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::Logs::LogGroup</c>.</summary>
internal sealed class LogGroupResource(AccountApi api) : ResourceType(
    "AWS::Logs::LogGroup", ["LogGroupName", "RetentionInDays", "KmsKeyId", "LogGroupClass", "Tags"], ["Arn"])
{
    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var name = request.Properties["LogGroupName"]?.ToString() ?? request.GeneratedName;
        var create = Pick(request.Properties, "KmsKeyId:kmsKeyId", "LogGroupClass:logGroupClass");
        create["logGroupName"] = name;
        await api.CreateOrUpdateAsync(
            "logs",
            ("CreateLogGroup", create), "ResourceAlreadyExistsException", ("DescribeLogGroups", new() { ["logGroupNamePrefix"] = name, ["limit"] = 1 }),
            cancellationToken);
        request.Initiated(Identity(name));
        return await SetAsync(name, request.Properties, cancellationToken);
    }

    public override async Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken)
    {
        var name = current.PhysicalId;
        if (request.Properties["RetentionInDays"] is null)
        {
            await api.CallAsync("logs", "DeleteRetentionPolicy", new() { ["logGroupName"] = name }, cancellationToken);
        }

        var kept = Tags(request.Properties);
        var dropped = Tags(current.Properties).Select(tag => tag.Key).Where(key => !kept.ContainsKey(key)).Select(key => (JsonNode?)key).ToArray();
        if (dropped.Length > 0)
        {
            await api.CallAsync("logs", "UntagResource", new() { ["resourceArn"] = Arn(name), ["tagKeys"] = new JsonArray(dropped) }, cancellationToken);
        }

        return await SetAsync(name, request.Properties, cancellationToken);
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("logs", "DeleteLogGroup", new() { ["logGroupName"] = current.PhysicalId }, cancellationToken);

    private async Task<ResourceIdentity> SetAsync(string name, JsonObject properties, CancellationToken cancellationToken)
    {
        if (properties["RetentionInDays"] is { } days)
        {
            var retain = new JsonObject { ["logGroupName"] = name, ["retentionInDays"] = int.Parse(days.ToString(), CultureInfo.InvariantCulture) };
            await api.CallAsync("logs", "PutRetentionPolicy", retain, cancellationToken);
        }

        if (Tags(properties) is { Count: > 0 } tags)
        {
            await api.CallAsync("logs", "TagResource", new() { ["resourceArn"] = Arn(name), ["tags"] = tags }, cancellationToken);
        }

        return Identity(name);
    }

    private string Arn(string name) => api.Cloud.Arn("logs", $"log-group:{name}");

    private ResourceIdentity Identity(string name) => Identity(name, ("Arn", $"{Arn(name)}:*"));

    private static JsonObject Tags(JsonObject properties) => new((properties["Tags"] as JsonArray ?? [])
        .Select(tag => KeyValuePair.Create(tag!["Key"]!.ToString(), (JsonNode?)tag["Value"]!.ToString())));
}
