using LocalCloud.Api;

namespace LocalCloud.CloudFormation.Stacks;

/// <summary>What is being done to a stack; saved with the stack, so that the next start of the cloud goes on with it.</summary>
public sealed record StackOperation
{
    public required string Id { get; init; }

    public required OperationKind Kind { get; init; }

    public OperationPhase Phase { get; init; }

    /// <summary>The version to bring the stack to; null when it is deleted.</summary>
    public StackDefinition? Target { get; init; }

    public string? ClientRequestToken { get; init; }

    public OnFailure OnFailure { get; init; }

    public bool RetainExceptOnCreate { get; init; }

    /// <summary>Logical ids that a deletion leaves alone, and that a continued rollback takes for rolled back.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>What exists still and is to be deleted in the end.</summary>
    public IReadOnlyList<ResourceRecord> Discards { get; init; } = [];

    /// <summary>True when CancelUpdateStack was asked for.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>The role session that asked, as role and session name; null: the account's root.</summary>
    public string? CallerRole { get; init; }

    public string? CallerSession { get; init; }

    internal Principal Caller(string account) =>
        CallerRole is null ? new Principal.Root(account) : new Principal.Role(account, CallerRole, CallerSession!);
}

public enum OperationKind
{
    Create,
    Update,
    Delete,
}

public enum OperationPhase
{
    Forward,
    CleanUp,
    RollBack,
    CleanUpRollback,
}

/// <summary>What becomes of a stack whose creation or update fails.</summary>
public enum OnFailure
{
    RollBack,
    DoNothing,
    Delete,
}
