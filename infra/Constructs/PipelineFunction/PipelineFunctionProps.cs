using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>What one function differs in from the others.</summary>
public sealed record PipelineFunctionProps
{
    /// <summary>The function's name in docs/concepts/retrain.md: the executable chooses by it.</summary>
    public required string Handler { get; init; }

    /// <summary>The folder with <c>bootstrap</c>, shared by all functions.</summary>
    public required Code Code { get; init; }

    public required FunctionArchitecture Architecture { get; init; }

    public required IDictionary<string, string> Environment { get; init; }

    /// <summary>Everything the function may do besides writing its log.</summary>
    public required IReadOnlyList<PolicyStatement> Access { get; init; }

    /// <summary>Null leaves the role's name to CloudFormation; given where another account's policies name the role.</summary>
    public string? RoleName { get; init; }

    public int MemoryMiB { get; init; } = 256;

    public Duration Timeout { get; init; } = Duration.Seconds(60);

    /// <summary>It is invoked asynchronously: events that it could not handle go to a queue of its own, which tells whose they are.</summary>
    public bool TakesEvents { get; init; }
}
