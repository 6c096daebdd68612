using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;
using Mlops.Infra.Workflows;

namespace Mlops.Infra.Stacks;

/// <summary>What a pipeline's stack takes from the app and from the foundation.</summary>
public sealed record PipelineStackProps
{
    public required IStackProps Stack { get; init; }

    public required AppConfig Config { get; init; }

    public required PipelineConfig Pipeline { get; init; }

    public required DataLake Lake { get; init; }

    /// <summary>The product's bus.</summary>
    public required IEventBus Bus { get; init; }

    /// <summary>The topic that people subscribe to.</summary>
    public required ITopic Notifications { get; init; }

    /// <summary>Where containers run; null where SageMaker puts them.</summary>
    public ContainerNetwork? Network { get; init; }

    /// <summary>Keeps announcements of deployed models that did not get through; null without environments.</summary>
    public IQueue? Undelivered { get; init; }

    /// <summary>How a deployment is told to the next environment; null without environments.</summary>
    internal Announcement? Announcement => Undelivered is { } undelivered && Config.Environment is { } plan ? new Announcement(plan.Current.Name, undelivered) : null;
}
