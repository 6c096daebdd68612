using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;

namespace Mlops.Infra.Constructs;

/// <summary>Which events of the default bus start which function, and where the undeliverable ones are kept.</summary>
public sealed record FunctionTriggerProps
{
    public required string Description { get; init; }

    public required EventPattern Pattern { get; init; }

    public required IFunction Function { get; init; }

    public required IQueue Failures { get; init; }

    public bool Enabled { get; init; } = true;
}
