using Mlops.Domain.Approvals;

namespace Mlops.Functions.DecideApproval;

/// <summary>Payload of <c>decide-approval</c>.</summary>
public sealed record DecideApprovalInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What ended the waiting.</summary>
    public required ApprovalAnswer Answer { get; init; }
}

/// <summary>What ended the waiting: somebody who woke the execution, or time.</summary>
public sealed record ApprovalAnswer(bool TimedOut);

/// <summary>Answer of <c>decide-approval</c>; <c>waiting</c> when it was woken for nothing, and then whether people are to be told again.</summary>
public sealed record DecideApprovalOutput(ApprovalStatus Status, string? By, DateTimeOffset? At, string? Reason, bool Escalates)
{
    internal static DecideApprovalOutput Of(ApprovalVerdict verdict) => new(verdict.Status, verdict.By, verdict.At, verdict.Reason, Escalates: false);

    internal static DecideApprovalOutput Waiting(bool escalates) => new(ApprovalStatus.Waiting, null, null, null, escalates);
}
