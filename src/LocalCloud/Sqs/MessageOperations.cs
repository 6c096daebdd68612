using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Messages;
using LocalCloud.StatesLanguage.Execution;

namespace LocalCloud.Sqs;

/// <summary>SendMessage, ReceiveMessage, DeleteMessage and ChangeMessageVisibility.</summary>
internal sealed class MessageOperations(QueueStore queues)
{
    public IEnumerable<ApiOperation> Operations() =>
    [
        Operation("SendMessage", "SendMessage", (queue, input, context, _) => Task.FromResult(Send(queue, input, context))),
        Operation("ReceiveMessage", "ReceiveMessage", (queue, input, _, cancellationToken) => ReceiveAsync(queue, input, cancellationToken)),
        Operation("DeleteMessage", "DeleteMessage", (queue, input, _, _) => Task.FromResult(Delete(queue, input))),
        Operation("ChangeMessageVisibility", "ChangeMessageVisibility", (queue, input, _, _) => Task.FromResult(ChangeVisibility(queue, input))),
    ];

    private ApiOperation Operation(
        string name, string action, Func<Queue, JsonObject, ApiContext, CancellationToken, Task<JsonObject>> handle) => new(
        name,
        (input, context, cancellationToken) => handle(QueueAccess.Queue(queues, input), input, context, cancellationToken),
        (input, _) => [QueueAccess.ByUrl(queues, action, input)]);

    private static int? Number(JsonObject input, string name) =>
        input[name]?.ToString() is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A number of the request within SQS's limits.</summary>
    private static int Within(JsonObject input, string name, int otherwise, int least, int most)
    {
        var value = Number(input, name) ?? otherwise;
        return value >= least && value <= most ? value : throw new AwsException("InvalidParameterValue", 400,
            $"Value {value} for parameter {name} is invalid. Reason: Must be >= {least} and <= {most}, if provided.");
    }

    private JsonObject Send(Queue queue, JsonObject input, ApiContext context)
    {
        var body = input["MessageBody"]!.ToString();
        var largest = QueueAttributes.Number(queue, "MaximumMessageSize");
        var attributes = input["MessageAttributes"] is JsonObject { Count: > 0 } given ? given : null;
        var system = input["MessageSystemAttributes"] is JsonObject { Count: > 0 } passed ? passed : null;
        SendCheck.Demand(input, body, attributes, system);
        if (Encoding.UTF8.GetByteCount(body) + MessageAttributes.Size(attributes) > largest)
        {
            throw new AwsException("InvalidParameterValue", 400, $"One or more parameters are invalid. Reason: Message must be shorter than {largest} bytes.");
        }

        var now = queues.Time.GetUtcNow();
        var delay = Within(input, "DelaySeconds", QueueAttributes.Number(queue, "DelaySeconds"), 0, 900);
        var message = queues.Send(queue, sequence => new()
        {
            Sequence = sequence,
            MessageId = Id(queue.Arn, sequence),
            Body = body,
            MessageAttributes = attributes?.DeepClone().AsObject(),
            TraceHeader = system?["AWSTraceHeader"]?["StringValue"]?.ToString(),
            GroupId = input["MessageGroupId"]?.ToString(),
            SenderId = SenderId(context.Principal),
            SentAt = now,
            VisibleAt = now + TimeSpan.FromSeconds(delay),
        });
        var output = new JsonObject { ["MessageId"] = message.MessageId, ["MD5OfMessageBody"] = MessageDigest.OfBody(body) };
        if (message.MessageAttributes is not null)
        {
            output["MD5OfMessageAttributes"] = MessageDigest.OfAttributes(message.MessageAttributes);
        }

        if (system is not null)
        {
            output["MD5OfMessageSystemAttributes"] = MessageDigest.OfAttributes(system);
        }

        return output;
    }

    private async Task<JsonObject> ReceiveAsync(Queue queue, JsonObject input, CancellationToken cancellationToken)
    {
        var most = Within(input, "MaxNumberOfMessages", 1, 1, 10);
        var visibility = TimeSpan.FromSeconds(Within(input, "VisibilityTimeout", QueueAttributes.Number(queue, "VisibilityTimeout"), 0, 43200));
        var wait = Within(input, "WaitTimeSeconds", QueueAttributes.Number(queue, "ReceiveMessageWaitTimeSeconds"), 0, 20);
        var until = queues.Time.GetUtcNow() + TimeSpan.FromSeconds(wait);
        for (; ; )
        {
            var arrival = queues.Arrival(queue.Name);
            var received = queues.Receive(queue, most, visibility);
            if (received.Count > 0)
            {
                return new() { ["Messages"] = new JsonArray([.. received.Select(message => (JsonNode)MessageShape.Of(queue, message, input))]) };
            }

            if (queues.Time.GetUtcNow() >= until)
            {
                return [];
            }

            await WaitAsync(queue, arrival, until, cancellationToken);
        }
    }

    /// <summary>Until something arrives, becomes visible, or the time is up.</summary>
    private async Task WaitAsync(Queue queue, Task arrival, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var next = queues.NextVisible(queue) is { } visible && visible < until ? visible : until;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = Delays.UntilAsync(next, queues.Time, ended.Token);
        await Task.WhenAny(arrival, timer);
        await ended.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Deleting a message that is gone succeeds, as does a stale receipt: SQS does no more than its best.</summary>
    private JsonObject Delete(Queue queue, JsonObject input)
    {
        queues.DeleteMessage(queue.Name, ReceiptHandle.Parse(input["ReceiptHandle"]!.ToString(), queue.Name));
        return [];
    }

    private JsonObject ChangeVisibility(Queue queue, JsonObject input)
    {
        var receipt = ReceiptHandle.Parse(input["ReceiptHandle"]!.ToString(), queue.Name);
        var timeout = TimeSpan.FromSeconds(Within(input, "VisibilityTimeout", 0, 0, 43200));
        var changed = queues.ChangeVisibility(queue.Name, receipt, timeout);
        return changed ? [] : throw new AwsException("MessageNotInflight", 400,
            $"The message of the receipt handle \"{input["ReceiptHandle"]}\" is not in flight: it is visible again, was received again, or was deleted.");
    }

    private static string SenderId(Principal principal) => principal switch
    {
        Principal.Role role => role.UserId,
        Principal.Service service => service.Name,
        _ => principal.Account,
    };

    /// <summary>Shaped like SQS's message ids; unique because the sequence never repeats.</summary>
    private static string Id(string arn, long sequence) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{arn}/{sequence}")).AsSpan(0, 16)).ToString();
}
