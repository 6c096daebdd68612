namespace LocalCloud.StatesLanguage.Definition;

/// <summary>States and where they start: a whole machine, a branch of a Parallel, or the processor of a Map.</summary>
public sealed record StateGraph
{
    public required string StartAt { get; init; }

    public required IReadOnlyDictionary<string, State> States { get; init; }
}
