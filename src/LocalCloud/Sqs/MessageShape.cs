using System.Text.Json.Nodes;

namespace LocalCloud.Sqs;

/// <summary>A received message as the receiver asked to see it.</summary>
internal static class MessageShape
{
    public static JsonObject Of(Queue queue, QueueMessage message, JsonObject request)
    {
        var shape = new JsonObject
        {
            ["MessageId"] = message.MessageId,
            ["ReceiptHandle"] = new ReceiptHandle(queue.Name, message.Sequence, message.ReceiveCount).ToString(),
            ["MD5OfBody"] = MessageDigest.OfBody(message.Body),
            ["Body"] = message.Body,
        };
        if (SystemAttributes(message, Names(request, "AttributeNames", "MessageSystemAttributeNames")) is { Count: > 0 } system)
        {
            shape["Attributes"] = system;
        }

        if (Chosen(message, Names(request, "MessageAttributeNames")) is { Count: > 0 } attributes)
        {
            shape["MD5OfMessageAttributes"] = MessageDigest.OfAttributes(attributes);
            shape["MessageAttributes"] = attributes;
        }

        return shape;
    }

    private static List<string> Names(JsonObject request, params string[] members) =>
        [.. members.SelectMany(member => request[member] as JsonArray ?? []).Select(name => name!.ToString())];

    private static JsonObject SystemAttributes(QueueMessage message, List<string> names)
    {
        (string Name, string? Value)[] all =
        [
            ("SenderId", message.SenderId),
            ("SentTimestamp", $"{message.SentAt.ToUnixTimeMilliseconds()}"),
            ("ApproximateReceiveCount", $"{message.ReceiveCount}"),
            ("ApproximateFirstReceiveTimestamp", $"{message.FirstReceivedAt?.ToUnixTimeMilliseconds()}"),
            ("MessageGroupId", message.GroupId),
            ("AWSTraceHeader", message.TraceHeader),
            ("DeadLetterQueueSourceArn", message.DeadLetterQueueSourceArn),
        ];
        return new(all.Where(attribute => attribute.Value is not null && (names.Contains("All") || names.Contains(attribute.Name)))
            .Select(attribute => KeyValuePair.Create<string, JsonNode?>(attribute.Name, attribute.Value)));
    }

    private static JsonObject Chosen(QueueMessage message, List<string> names) =>
        new((message.MessageAttributes ?? []).Where(attribute => names.Any(name => IsNamed(name, attribute.Key)))
            .Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value?.DeepClone())));

    private static bool IsNamed(string name, string attribute) => name is "All" or ".*"
        || name == attribute
        || (name.EndsWith(".*", StringComparison.Ordinal) && attribute.StartsWith(name[..^2], StringComparison.Ordinal));
}
