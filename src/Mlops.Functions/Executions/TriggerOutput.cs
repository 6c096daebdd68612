namespace Mlops.Functions.Executions;

/// <summary>Answer of every trigger: what became of the event.</summary>
public sealed record TriggerOutput(IReadOnlyList<StartedExecution> Executions)
{
    internal static TriggerOutput Of(StartedExecution execution) => new([execution]);
}
