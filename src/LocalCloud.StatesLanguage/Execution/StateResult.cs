using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>What a state, or a whole graph of states, came to.</summary>
internal abstract record StateResult
{
    /// <summary><paramref name="Next"/> is null at the end of the graph.</summary>
    internal sealed record Done(JsonNode? Output, string? Next) : StateResult;

    /// <summary><paramref name="InBranch"/>: the failure is of a branch or iteration, not of the state around it.</summary>
    internal sealed record Failed(StatesError Error, bool InBranch = false) : StateResult;
}
