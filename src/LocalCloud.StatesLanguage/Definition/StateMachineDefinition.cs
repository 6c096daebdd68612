namespace LocalCloud.StatesLanguage.Definition;

/// <summary>A validated, immutable state machine. <see cref="TimeoutSeconds"/> limits a whole execution.</summary>
public sealed record StateMachineDefinition
{
    public required StateGraph Graph { get; init; }

    public string? Comment { get; init; }

    public int? TimeoutSeconds { get; init; }
}
