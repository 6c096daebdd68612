using Amazon.CDK.AWS.Events;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>What the rules of a served pipeline route, and to whom.</summary>
public sealed record ServingRulesProps
{
    public required PipelineConfig Pipeline { get; init; }

    /// <summary>The environment before this one.</summary>
    public required EnvironmentConfig Source { get; init; }

    public required ServingTriggers Triggers { get; init; }

    /// <summary>The product's bus.</summary>
    public required IEventBus Bus { get; init; }
}
