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

    /// <summary>The same for every repetition of this attempt after an interruption.</summary>
    public required string AttemptId { get; init; }

    /// <summary>This attempt was interrupted before: its service may have accepted it without anybody having heard the answer.</summary>
    public bool IsRepeated { get; init; }
}
