namespace LocalCloud.StatesLanguage.Execution;

/// <summary>What never changes about an execution; most of it is in the context object.</summary>
public sealed record ExecutionFacts
{
    public required string ExecutionArn { get; init; }

    public required string ExecutionName { get; init; }

    public required string StateMachineArn { get; init; }

    public required string StateMachineName { get; init; }

    public required string RoleArn { get; init; }

    public required string Region { get; init; }

    /// <summary>The input as it was given: JSON text.</summary>
    public required string Input { get; init; }

    public required DateTimeOffset StartTime { get; init; }
}
