namespace Mlops.Domain.Approvals;

/// <summary>What became of a request for approval: who decided, as the registry tells it, when, and why. By is null where nobody did: time, or a newer model.</summary>
public sealed record ApprovalVerdict(ApprovalStatus Status, string? By, DateTimeOffset At, string? Reason);

/// <summary>A decision that came when there was nothing left to decide: it is kept and told, and changes nothing.</summary>
public sealed record LateDecision(PackageApproval Approval, string? By, DateTimeOffset At, string? Reason);
