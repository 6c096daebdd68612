namespace Mlops.Domain.Pipelines;

/// <summary>What the cache of a step must obey.</summary>
internal static class CacheRules
{
    public static IEnumerable<DefinitionProblem> Check(StepsDefinition steps) =>
        PipelineSteps.Names.SelectMany(name => Check(steps.Step(name).Cache, $"$.steps.{name}.cache"));

    private static IEnumerable<DefinitionProblem> Check(CacheDefinition cache, string path)
    {
        if (cache.ExpireAfter.IsZero)
        {
            yield return new($"{path}.expireAfter", "A result that expires at once can never be used.", "Write a duration such as P30D, or set enabled to false.");
        }

        if (cache.ExpireAfter.LongestDays > 3660)
        {
            yield return new($"{path}.expireAfter", "A result is kept for ten years at most.", "Write a duration such as P30D.");
        }
    }
}
