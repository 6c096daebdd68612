using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>One attempt at a Task. With <see cref="Submitted"/>, the work had begun before: wait for its end, do not begin again.</summary>
public sealed record TaskCall
{
    public required TaskResource Resource { get; init; }

    public JsonNode? Parameters { get; init; }

    /// <summary>Unique to the attempt; only <c>.waitForTaskToken</c> tasks have one.</summary>
    public string? Token { get; init; }

    public JsonNode? Submitted { get; init; }

    /// <summary>When this attempt was begun, if it is repeated after an interruption that may have come between a call and its answer; else null.</summary>
    public DateTimeOffset? InterruptedSince { get; init; }

    /// <summary>The same for every repetition of this attempt after an interruption.</summary>
    public required string AttemptId { get; init; }
}
