using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>How a task ended.</summary>
public abstract record TaskOutcome
{
    public sealed record Succeeded(JsonNode? Output) : TaskOutcome;

    public sealed record Failed(StatesError Error) : TaskOutcome;

    /// <summary>The task's own time, or the time between its heartbeats, was over.</summary>
    internal sealed record TimedOut(StatesError Error) : TaskOutcome;
}
