using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Sqs;

/// <summary>Which queue a request is about, and what its caller must be allowed, which the queue's policy may grant.</summary>
internal static class QueueAccess
{
    public static Queue Queue(QueueStore queues, JsonObject input) => queues.Require(Name(input));

    public static AccessRequest ByUrl(QueueStore queues, string operation, JsonObject input) => ByName(queues, operation, Name(input));

    public static AccessRequest ByName(QueueStore queues, string operation, string name) =>
        new($"sqs:{operation}", queues.Arn(name)) { ResourcePolicy = queues.Find(name)?.Policy() };

    /// <summary>The last step of the URL's path; the host in it is whatever the client reached this cloud by.</summary>
    private static string Name(JsonObject input)
    {
        var url = input["QueueUrl"]!.ToString();
        return url[(url.LastIndexOf('/') + 1)..];
    }
}
