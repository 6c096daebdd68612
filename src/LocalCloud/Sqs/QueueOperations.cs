using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Api;

namespace LocalCloud.Sqs;

/// <summary>CreateQueue, DeleteQueue, GetQueueUrl, GetQueueAttributes, SetQueueAttributes, ListQueues and PurgeQueue.</summary>
internal sealed partial class QueueOperations(QueueStore queues)
{
    public IEnumerable<ApiOperation> Operations() =>
    [
        ByName("CreateQueue", Create),
        ByName("GetQueueUrl", input => new() { ["QueueUrl"] = queues.Url(queues.Require(input["QueueName"]!.ToString()).Name) }),
        new("ListQueues", (input, _, _) => Task.FromResult(List(input)), (_, _) => [new("sqs:ListQueues", "*")]),
        ByUrl("DeleteQueue", Delete),
        ByUrl("PurgeQueue", Purge),
        ByUrl("GetQueueAttributes", GetAttributes),
        ByUrl("SetQueueAttributes", SetAttributes),
    ];

    private ApiOperation ByName(string name, Func<JsonObject, JsonObject> handle) => new(
        name,
        (input, _, _) => Task.FromResult(handle(input)),
        (input, _) => [QueueAccess.ByName(queues, name, input["QueueName"]!.ToString())]);

    private ApiOperation ByUrl(string name, Func<Queue, JsonObject, JsonObject> handle) => new(
        name,
        (input, _, _) => Task.FromResult(handle(QueueAccess.Queue(queues, input), input)),
        (input, _) => [QueueAccess.ByUrl(queues, name, input)]);

    private JsonObject Create(JsonObject input)
    {
        var name = input["QueueName"]!.ToString();
        if (name.EndsWith(".fifo", StringComparison.Ordinal) || input["Attributes"]?["FifoQueue"] is not null)
        {
            throw new AwsException("InvalidParameterValue", 400, "FIFO queues are not supported; use a standard queue.");
        }

        if (!NamePattern().IsMatch(name))
        {
            throw new AwsException("InvalidParameterValue", 400, "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }

        var wanted = input["Attributes"] as JsonObject ?? [];
        if (queues.Find(name) is { } existing)
        {
            return wanted.All(attribute => Attribute(existing, attribute.Key) == attribute.Value!.ToString())
                ? new() { ["QueueUrl"] = queues.Url(name) }
                : throw new AwsException("QueueNameExists", 400, "A queue already exists with the same name and a different value for an attribute.");
        }

        var now = queues.Time.GetUtcNow();
        var attributes = QueueAttributes.Apply(new Dictionary<string, string>(), wanted);
        DemandDeadLetterQueue(wanted);
        queues.Put(new() { Name = name, Arn = queues.Arn(name), CreatedAt = now, ModifiedAt = now, Attributes = attributes });
        return new() { ["QueueUrl"] = queues.Url(name) };
    }

    private JsonObject List(JsonObject input)
    {
        var size = input["MaxResults"] is { } asked ? int.Parse(asked.ToString(), CultureInfo.InvariantCulture) : 1000;
        if (size is < 1 or > 1000)
        {
            throw new AwsException("InvalidParameterValue", 400, $"Value {size} for parameter MaxResults is invalid. Reason: Must be between 1 and 1000.");
        }

        // The token is the last name of the page before, which no queue that is created later can shift.
        var found = queues.All(input["QueueNamePrefix"]?.ToString() ?? "", input["NextToken"]?.ToString() ?? "");
        var page = new JsonArray([.. found.Take(size).Select(queue => (JsonNode)queues.Url(queue.Name))]);
        return found.Count == 0 ? []
            : found.Count <= size ? new() { ["QueueUrls"] = page }
            : new() { ["QueueUrls"] = page, ["NextToken"] = found[size - 1].Name };
    }

    private JsonObject Delete(Queue queue, JsonObject input)
    {
        queues.Delete(queue.Name);
        return [];
    }

    private JsonObject Purge(Queue queue, JsonObject input)
    {
        queues.Purge(queue.Name);
        return [];
    }

    private JsonObject SetAttributes(Queue queue, JsonObject input)
    {
        var changes = input["Attributes"] as JsonObject ?? [];
        var attributes = QueueAttributes.Apply(queue.Attributes, changes);
        DemandDeadLetterQueue(changes);
        queues.Put(queue with { Attributes = attributes, ModifiedAt = queues.Time.GetUtcNow() });
        return [];
    }

    private void DemandDeadLetterQueue(JsonObject changes)
    {
        var policy = changes["RedrivePolicy"]?.ToString() ?? "";
        if (policy.Length > 0 && JsonNode.Parse(policy)?["deadLetterTargetArn"]?.ToString() is var target
            && (target?.Split(':') is not [.., var name] || queues.Find(name)?.Arn != target))
        {
            throw new AwsException("InvalidParameterValue", 400, $"Value {policy} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.");
        }
    }

    private JsonObject GetAttributes(Queue queue, JsonObject input)
    {
        var wanted = (input["AttributeNames"] as JsonArray ?? []).Select(name => name!.ToString()).ToHashSet(StringComparer.Ordinal);
        var all = Computed(queue)
            .Concat(QueueAttributes.NumberNames.Concat(QueueAttributes.TextNames).Select(name => (Name: name, Value: Attribute(queue, name))))
            .Where(attribute => attribute.Value is not null && (wanted.Contains("All") || wanted.Contains(attribute.Name)));
        var attributes = new JsonObject(all.Select(attribute => KeyValuePair.Create<string, JsonNode?>(attribute.Name, attribute.Value)));
        return attributes.Count == 0 ? [] : new() { ["Attributes"] = attributes };
    }

    private static string? Attribute(Queue queue, string name) =>
        QueueAttributes.NumberNames.Contains(name) ? QueueAttributes.Number(queue, name).ToString(CultureInfo.InvariantCulture)
        : queue.Attributes.TryGetValue(name, out var value) ? value
        : name == "SqsManagedSseEnabled" ? "true" : null;

    private IEnumerable<(string Name, string? Value)> Computed(Queue queue)
    {
        var (visible, inFlight, delayed) = queues.Count(queue);
        return
        [
            ("QueueArn", queue.Arn),
            ("ApproximateNumberOfMessages", $"{visible}"),
            ("ApproximateNumberOfMessagesNotVisible", $"{inFlight}"),
            ("ApproximateNumberOfMessagesDelayed", $"{delayed}"),
            ("CreatedTimestamp", $"{queue.CreatedAt.ToUnixTimeSeconds()}"),
            ("LastModifiedTimestamp", $"{queue.ModifiedAt.ToUnixTimeSeconds()}"),
        ];
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,80}\z")]
    private static partial Regex NamePattern();
}
