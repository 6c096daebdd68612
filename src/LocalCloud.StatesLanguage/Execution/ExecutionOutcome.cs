using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>How an execution ended; its last history event says the same.</summary>
public abstract record ExecutionOutcome
{
    public sealed record Succeeded(JsonNode? Output) : ExecutionOutcome;

    public sealed record Failed(StatesError Error) : ExecutionOutcome;

    public sealed record TimedOut : ExecutionOutcome;

    public sealed record Aborted(StatesError Reason) : ExecutionOutcome;
}
