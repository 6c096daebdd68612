using Mlops.Domain.Pipelines;

namespace Mlops.Infra.Configuration;

/// <summary>No definition may promise that a result lives longer than the account keeps any.</summary>
internal static class CacheLifetimes
{
    public static IEnumerable<Problem> Check(IEnumerable<PipelineConfig> pipelines, int days) =>
        from pipeline in pipelines
        from step in PipelineSteps.Names
        let lifetime = pipeline.Definition.Steps.Step(step).Cache.ExpireAfter
        where lifetime.LongestDays > days
        select new Problem(
            $"pipelines/{pipeline.Definition.Name}/pipeline.json",
            $"$.steps.{step}.cache.expireAfter is {lifetime}, and the account keeps results for {days} days; shorten it, or raise retention.cacheDays in account.json");
}
