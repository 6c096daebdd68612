using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>Whose containers the roles are for, what they read and write, and where they run.</summary>
public sealed record JobRolesProps
{
    public required PipelineConfig Pipeline { get; init; }

    public required Store Store { get; init; }

    /// <summary>Null where SageMaker puts them.</summary>
    public ContainerNetwork? Network { get; init; }

    /// <summary>The environment when that serves what others trained: it has the images of the one that trains, and no run's jobs.</summary>
    public EnvironmentPlan? Serving { get; init; }
}
