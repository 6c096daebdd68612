using Amazon.CDK.AWS.Lambda;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>What the functions of one pipeline share.</summary>
public sealed record PipelineFunctionsProps
{
    public required PipelineConfig Pipeline { get; init; }

    public required Store Store { get; init; }

    public required Code Code { get; init; }
}
