using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Caching;

/// <summary>Which steps a request wants executed, and where its run ends: <c>from</c> executes a step and all after it, <c>only</c> executes one and ends there. Earlier steps come from the cache where they can.</summary>
public sealed record StepSelection(string? From, string? Only, CacheUse Cache)
{
    /// <summary>A run of all steps that takes from the cache what it can.</summary>
    public bool IsEverything => From is null && Only is null && Cache == CacheUse.On;

    /// <summary>Why a step is executed whatever the cache holds; null when nobody asked for that.</summary>
    public string? Demand(string step) => this switch
    {
        { From: { } from } when PipelineSteps.IsKnown(from) && PipelineSteps.IsFrom(from, step) => $"asked to run (from {from})",
        { Only: { } only } when only == step => $"asked to run (only {only})",
        { Cache: CacheUse.Off } => "asked to run (cache off)",
        _ => null,
    };

    /// <summary>Everything that is wrong with it, in words.</summary>
    public IEnumerable<string> Check()
    {
        foreach (var (name, step) in new[] { ("from", From), ("only", Only) })
        {
            if (step is not null && !PipelineSteps.IsKnown(step))
            {
                yield return $"{name} is '{step}', which is no step; the steps are {string.Join(", ", PipelineSteps.Names)}";
            }
        }

        if (From is not null && Only is not null)
        {
            yield return "from and only exclude each other: from goes on to the end, only ends after its step";
        }

        if (From is not null && Cache == CacheUse.Off)
        {
            yield return "from and cache off exclude each other: with the cache off every step is executed, from the first on";
        }
    }
}
