using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::SNS::Topic</c>.</summary>
internal sealed class TopicResource(AccountApi api) : ResourceType(
    "AWS::SNS::Topic", ["TopicName", "DisplayName", "KmsMasterKeyId", "Tags"], ["TopicArn", "TopicName"])
{
    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var name = request.Properties["TopicName"]?.ToString() ?? request.GeneratedName;
        var created = await api.CallAsync("sns", "CreateTopic", new() { ["Name"] = name }, cancellationToken);
        var arn = created["TopicArn"]!.ToString();
        return Identity(arn, ("TopicArn", arn), ("TopicName", name));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("sns", "DeleteTopic", new() { ["TopicArn"] = current.PhysicalId }, cancellationToken);
}

/// <summary><c>AWS::SNS::TopicPolicy</c>.</summary>
internal sealed class TopicPolicyResource(AccountApi api) : ResourceType("AWS::SNS::TopicPolicy", ["PolicyDocument", "Topics"], ["Id"])
{
    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        foreach (var topic in request.Properties["Topics"]!.AsArray())
        {
            await api.CallAsync("sns", "SetTopicAttributes", Policy(topic!.ToString(), request.Properties["PolicyDocument"]!.ToJsonString()), cancellationToken);
            request.Initiated(Identity(request.GeneratedName, ("Id", request.GeneratedName)));
        }

        return Identity(request.GeneratedName, ("Id", request.GeneratedName));
    }

    /// <summary>A topic always has a policy: the default one comes back with the topic's next creation.</summary>
    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) => Task.CompletedTask;

    private static JsonObject Policy(string topic, string document) =>
        new() { ["TopicArn"] = topic, ["AttributeName"] = "Policy", ["AttributeValue"] = document };
}
