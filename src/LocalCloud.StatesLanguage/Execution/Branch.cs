using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>One line of an execution's work: its place in the history, and its item when it is an iteration of a Map.</summary>
internal sealed class Branch(bool isRoot, Random random)
{
    public bool IsRoot { get; } = isRoot;

    /// <summary>Not shared between branches: Random is not safe for use by several at once.</summary>
    public Random Random { get; } = random;

    public long PreviousEventId { get; set; }

    public JsonObject? MapItem { get; init; }

    public Branch Fork(JsonObject? mapItem = null) =>
        new(false, new Random(Random.Next())) { PreviousEventId = PreviousEventId, MapItem = mapItem ?? (JsonObject?)MapItem?.DeepClone() };
}
