using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>
/// Where an execution stands, enough to go on from after its process has died: the state, its input, what it had begun.
/// </summary>
public sealed record Checkpoint
{
    public required string State { get; init; }

    /// <summary>The state's input before <c>InputPath</c>.</summary>
    [JsonConverter(typeof(JsonTextConverter))]
    public JsonNode? Input { get; init; }

    /// <summary>Null until the state has been entered.</summary>
    public DateTimeOffset? EnteredTime { get; init; }

    public long EnteredEventId { get; init; }

    /// <summary>How often each retrier of the state has retried.</summary>
    public IReadOnlyList<int> Retries { get; init; } = [];

    /// <summary>When a Wait, or the delay before a retry, is over.</summary>
    public DateTimeOffset? ResumeAt { get; init; }

    public TaskCheckpoint? Task { get; init; }

    /// <summary>The id of the last event, and the event that the next one follows.</summary>
    public long LastEventId { get; init; }

    public long PreviousEventId { get; init; }

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this)!.AsObject();

    public static Checkpoint FromJson(JsonObject json) => json.Deserialize<Checkpoint>()!;
}

/// <summary>A task that has been scheduled. <see cref="Submitted"/> is the answer to its submission, once there is one.</summary>
public sealed record TaskCheckpoint
{
    public required DateTimeOffset ScheduledAt { get; init; }

    public string? Token { get; init; }

    [JsonConverter(typeof(JsonTextConverter))]
    public JsonNode? Parameters { get; init; }

    [JsonConverter(typeof(JsonTextConverter))]
    public JsonNode? Submitted { get; init; }
}
