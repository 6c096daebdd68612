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
        var retain = Retention(request.Properties, name);
        await api.CreateOrUpdateAsync("logs", ("CreateLogGroup", create), "ResourceAlreadyExistsException", retain, cancellationToken);
        await api.CallAsync("logs", retain.Operation, retain.Input, cancellationToken);
        var arn = api.Cloud.Arn("logs", $"log-group:{name}");
        if (request.Properties["Tags"] is JsonArray { Count: > 0 } tags)
        {
            await api.CallAsync("logs", "TagResource", new() { ["resourceArn"] = arn, ["tags"] = Map(tags) }, cancellationToken);
        }

        return Identity(name, ("Arn", $"{arn}:*"));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("logs", "DeleteLogGroup", new() { ["logGroupName"] = current.PhysicalId }, cancellationToken);

    private static (string Operation, JsonObject Input) Retention(JsonObject properties, string name)
    {
        var input = new JsonObject { ["logGroupName"] = name };
        if (properties["RetentionInDays"] is not { } days)
        {
            return ("DeleteRetentionPolicy", input);
        }

        input["retentionInDays"] = int.Parse(days.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        return ("PutRetentionPolicy", input);
    }

    private static JsonObject Map(JsonArray tags) =>
        new(tags.Select(tag => KeyValuePair.Create(tag!["Key"]!.ToString(), (JsonNode?)tag["Value"]!.ToString())));
}
