using System.Text.Json.Nodes;

namespace LocalCloud.Sqs;

/// <summary>A message in a queue; its key grows in the order of sending.</summary>
public sealed record QueueMessage
{
    public required long Sequence { get; init; }

    public required string MessageId { get; init; }

    public required string Body { get; init; }

    public JsonObject? MessageAttributes { get; init; }

    /// <summary>The X-Ray header that the sender passed on.</summary>
    public string? TraceHeader { get; init; }

    public string? GroupId { get; init; }

    /// <summary>The queue that gave the message up, if this one is its dead-letter queue.</summary>
    public string? DeadLetterQueueSourceArn { get; init; }

    public required string SenderId { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Before this time nobody receives it: a delay, or the visibility timeout of its last receiver.</summary>
    public DateTimeOffset VisibleAt { get; init; }

    public DateTimeOffset? FirstReceivedAt { get; init; }

    public int ReceiveCount { get; init; }
}
