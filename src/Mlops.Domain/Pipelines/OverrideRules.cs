namespace Mlops.Domain.Pipelines;

/// <summary>The names that a definition lets requests change must be among those that a run can have changed at all.</summary>
internal static class OverrideRules
{
    public static IEnumerable<DefinitionProblem> Check(IReadOnlyList<string> overrides)
    {
        for (var index = 0; index < overrides.Count; index++)
        {
            var name = overrides[index];
            if (!DefinitionOverrides.All.Contains(name) && !DefinitionOverrides.IsKnown(name))
            {
                yield return new($"$.overrides[{index}]", $"No run can change '{name}'.", $"Use {DefinitionOverrides.Names}; {DefinitionOverrides.AnyHyperparameter} stands for all of them.");
            }
        }
    }
}
