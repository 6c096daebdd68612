using Amazon.CDK.AWS.Events;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>What the rules of a pipeline route, and to whom.</summary>
public sealed record PipelineRulesProps
{
    public required PipelineConfig Pipeline { get; init; }

    public required Store Store { get; init; }

    public required TriggerFunctions Triggers { get; init; }

    /// <summary>The product's bus.</summary>
    public required IEventBus Bus { get; init; }

    /// <summary>The accounts that serve what is trained here, whose drift counts too.</summary>
    public IReadOnlyList<string> ServingAccounts { get; init; } = [];
}
