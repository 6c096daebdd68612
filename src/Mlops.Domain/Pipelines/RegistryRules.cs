namespace Mlops.Domain.Pipelines;

/// <summary>What the registry's part of a definition must obey.</summary>
internal static class RegistryRules
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2), Longest = TimeSpan.FromDays(30);

    public static IEnumerable<DefinitionProblem> Check(RegistryDefinition registry)
    {
        var timeout = registry.ApprovalTimeout;
        if (timeout < Shortest || timeout > Longest || timeout.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            yield return new("$.registry.approvalTimeout", "A model waits for its approval for whole seconds from PT2M to P30D.", "Write a duration such as P3D.");
        }

        if (registry.EscalateAfter is { } escalate
            && (escalate < TimeSpan.FromMinutes(1) || escalate > timeout - TimeSpan.FromMinutes(1) || escalate.Ticks % TimeSpan.TicksPerSecond != 0))
        {
            yield return new("$.registry.escalateAfter", "People are asked again after whole seconds, from PT1M to a minute before the timeout.", "Write a shorter duration such as P1D, or leave it out: a third of the timeout.");
        }
    }
}
