using Amazon.CDK.AWS.Lambda;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>What the functions of one pipeline share.</summary>
public sealed record PipelineFunctionsProps
{
    public required PipelineConfig Pipeline { get; init; }

    public required Store Store { get; init; }

    public required Code Code { get; init; }

    public required FunctionArchitecture Architecture { get; init; }

    /// <summary>The environment, when that serves what others trained.</summary>
    public EnvironmentPlan? Serving { get; init; }

    /// <summary>The images of all steps, as <c>admit</c> and <c>snapshot</c> get them.</summary>
    public required string Images { get; init; }
}
