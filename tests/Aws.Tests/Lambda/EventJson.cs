using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents.S3Events;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.S3Events;

namespace Aws.Tests.Lambda;

/// <summary>The types that the tests' functions take and answer.</summary>
[JsonSerializable(typeof(S3Event))]
[JsonSerializable(typeof(S3ObjectCreateEvent))]
[JsonSerializable(typeof(S3ObjectDeleteEvent))]
[JsonSerializable(typeof(S3ObjectRestoreEvent))]
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Answer))]
public sealed partial class EventJson : JsonSerializerContext;

public sealed record Question
{
    public string Name { get; init; } = "";

    public DateTime? At { get; init; }

    public MemoryStream? Stream { get; init; }

    public byte[]? Bytes { get; init; }
}

public sealed record Answer
{
    public string? Text { get; init; }

    public string? Missing { get; init; }
}
