using Amazon.CDK.AWS.SNS;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>Whose metrics are watched, and against which limits of its definition.</summary>
public sealed record DriftAlarmsProps
{
    public required PipelineConfig Pipeline { get; init; }

    /// <summary>Hears when drift begins and when it ends.</summary>
    public required ITopic Notifications { get; init; }
}
