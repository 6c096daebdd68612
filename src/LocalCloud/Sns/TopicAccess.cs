using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Sns;

/// <summary>Operations on one topic, which the topic's policy may grant.</summary>
internal static class TopicAccess
{
    public static ApiOperation Operation(TopicStore topics, string name, Func<JsonObject, JsonObject> handle) => new(
        name,
        (input, _, _) => Task.FromResult(handle(input)),
        (input, _) => [On(topics, name, input["TopicArn"]!.ToString())]);

    public static AccessRequest On(TopicStore topics, string operation, string topicArn) =>
        new($"sns:{operation}", topicArn) { ResourcePolicy = topics.Find(topicArn)?.Policy };
}
