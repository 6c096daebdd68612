using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.StepFunctions;

namespace Mlops.Infra.Constructs;

/// <summary>One state machine: its contract name, its states and what its role may do.</summary>
public sealed record MachineProps
{
    public required string Name { get; init; }

    public required string Comment { get; init; }

    public required IChainable Definition { get; init; }

    public required IReadOnlyList<PolicyStatement> Access { get; init; }

    /// <summary>Ends an execution that nothing else would end.</summary>
    public required Duration Timeout { get; init; }
}
