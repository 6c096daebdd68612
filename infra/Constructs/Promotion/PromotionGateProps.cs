using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.SQS;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>Whose bus it is, and where it stands in the chain.</summary>
public sealed record PromotionGateProps
{
    public required EnvironmentPlan Plan { get; init; }

    public required EventBus Bus { get; init; }

    /// <summary>Holds the models that are promoted.</summary>
    public required Bucket Artifacts { get; init; }

    /// <summary>Keeps what could not be sent to another account.</summary>
    public required IQueue Undelivered { get; init; }

    public required IReadOnlyList<PipelineNames> Pipelines { get; init; }
}
