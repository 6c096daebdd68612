using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::SQS::Queue</c>.</summary>
internal sealed class QueueResource(AccountApi api) : ResourceType(
    "AWS::SQS::Queue",
    ["QueueName", "DelaySeconds", "MaximumMessageSize", "MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds", "RedrivePolicy",
        "VisibilityTimeout", "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "Tags"],
    ["Arn", "QueueName", "QueueUrl"])
{
    /// <summary>SQS's attributes with the value that each goes back to when a template drops it.</summary>
    private static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DelaySeconds"] = "0",
        ["MaximumMessageSize"] = "1048576",
        ["MessageRetentionPeriod"] = "345600",
        ["ReceiveMessageWaitTimeSeconds"] = "0",
        ["RedrivePolicy"] = "",
        ["VisibilityTimeout"] = "30",
    };

    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var name = request.Properties["QueueName"]?.ToString() ?? request.GeneratedName;
        var created = await api.CallAsync("sqs", "CreateQueue", new() { ["QueueName"] = name }, cancellationToken);
        var url = created["QueueUrl"]!.ToString();
        var identity = Identity(url, ("Arn", api.Cloud.Arn("sqs", name)), ("QueueName", name), ("QueueUrl", url));
        request.Initiated(identity);
        await api.CallAsync("sqs", "SetQueueAttributes", new() { ["QueueUrl"] = url, ["Attributes"] = AttributesOf(request.Properties) }, cancellationToken);
        return identity;
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("sqs", "DeleteQueue", new() { ["QueueUrl"] = current.PhysicalId }, cancellationToken);

    /// <summary>SQS attributes are strings, where CloudFormation has numbers and documents.</summary>
    private static JsonObject AttributesOf(JsonObject properties) =>
        new(Defaults.Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)(properties[attribute.Key] switch
        {
            null => attribute.Value,
            JsonObject document => document.ToJsonString(),
            var value => value.ToString(),
        }))));
}

/// <summary><c>AWS::SQS::QueuePolicy</c>.</summary>
internal sealed class QueuePolicyResource(AccountApi api) : ResourceType("AWS::SQS::QueuePolicy", ["PolicyDocument", "Queues"], ["Id"])
{
    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        foreach (var input in Inputs(request.Properties, request.Properties["PolicyDocument"]!.ToJsonString()))
        {
            await api.CallAsync("sqs", "SetQueueAttributes", input, cancellationToken);
            request.Initiated(Identity(request.GeneratedName, ("Id", request.GeneratedName)));
        }

        return Identity(request.GeneratedName, ("Id", request.GeneratedName));
    }

    public override async Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        foreach (var input in Inputs(current.Properties, ""))
        {
            await api.DeleteAsync("sqs", "SetQueueAttributes", input, cancellationToken);
        }
    }

    private static IEnumerable<JsonObject> Inputs(JsonObject properties, string policy) => properties["Queues"]!.AsArray().Select(queue =>
        new JsonObject { ["QueueUrl"] = queue!.ToString(), ["Attributes"] = new JsonObject { ["Policy"] = policy } });
}
