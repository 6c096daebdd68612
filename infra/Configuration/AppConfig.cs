namespace Mlops.Infra.Configuration;

/// <summary>Everything the stacks are made from, read and checked once before the first construct exists.</summary>
public sealed record AppConfig
{
    public required FunctionsPackage Functions { get; init; }

    public required ImageDigests Images { get; init; }

    public required IReadOnlyList<PipelineConfig> Pipelines { get; init; }

    /// <summary>Null: for whatever account it is deployed to, which trains and promotes to nobody.</summary>
    public EnvironmentPlan? Environment { get; init; }

    public AccountSettings Account { get; init; } = new();
}
