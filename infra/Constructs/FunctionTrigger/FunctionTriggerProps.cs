using Amazon.CDK.AWS.Events;

namespace Mlops.Infra.Constructs;

/// <summary>Which events, or which schedule, start which function. Exactly one of the two is given.</summary>
public sealed record FunctionTriggerProps
{
    public required string Description { get; init; }

    public EventPattern? Pattern { get; init; }

    public Schedule? Schedule { get; init; }

    /// <summary>Takes events; its queue keeps the undeliverable ones too.</summary>
    public required PipelineFunction Function { get; init; }

    /// <summary>Null is the account's default bus, the only one with schedules and AWS's own events.</summary>
    public IEventBus? Bus { get; init; }

    public bool Enabled { get; init; } = true;
}
