namespace Mlops.Domain.Pipelines;

/// <summary>A job of a run: a step whose results can be kept.</summary>
public record RunStepDefinition : StepDefinition
{
    public CacheDefinition Cache { get; init; } = new();
}
