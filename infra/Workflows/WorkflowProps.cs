using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>What the machines of a pipeline are made from.</summary>
public sealed record WorkflowProps
{
    public required PipelineConfig Pipeline { get; init; }

    /// <summary>Image URI, pinned by digest, for a step's <c>image</c>.</summary>
    public required Func<string?, string> Image { get; init; }

    /// <summary>The images of all steps in one text: what <c>unchanged</c> is held against.</summary>
    public required string Images { get; init; }

    public required PipelineFunctions Functions { get; init; }

    public required JobRoles Roles { get; init; }

    public required Store Store { get; init; }

    /// <summary>Where containers run; null where SageMaker puts them.</summary>
    public ContainerNetwork? Network { get; init; }

    /// <summary>How a deployment is told to the next environment; null without environments.</summary>
    public Announcement? Announcement { get; init; }

    /// <summary>The smoke test's rows where they are the machine's own; null where the deployment's input has them.</summary>
    public string? Golden { get; init; }
}
