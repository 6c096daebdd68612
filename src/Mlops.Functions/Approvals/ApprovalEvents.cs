using Mlops.Domain.Approvals;
using Mlops.Domain.Runs;

namespace Mlops.Functions.Approvals;

/// <summary>Detail of <c>mlops.approval.requested</c>.</summary>
public sealed record ApprovalRequested
{
    public required int Version { get; init; }

    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Package { get; init; }

    public required int PackageVersion { get; init; }

    public required string Model { get; init; }

    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    public IReadOnlyList<string>? Reasons { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>True when people were told before and did not answer.</summary>
    public required bool Escalated { get; init; }

    /// <summary>The facts in words, and the commands that decide.</summary>
    public required string Message { get; init; }

    internal static ApprovalRequested Of(ApprovalRequest request, RunRecord? run, bool again) => new()
    {
        Version = 1,
        Pipeline = request.Pipeline,
        Run = request.Run,
        Package = request.Package,
        PackageVersion = request.Version,
        Model = request.Model,
        Metrics = run?.Metrics,
        Reasons = run?.Gate?.Reasons,
        RequestedAt = request.RequestedAt,
        ExpiresAt = request.ExpiresAt,
        Escalated = again,
        Message = ApprovalText.Requested(request, run?.Metrics, run?.Gate?.Reasons ?? [], again),
    };
}

/// <summary>Detail of <c>mlops.approval.decided</c>; a late decision has the status that it would have had, and changes nothing.</summary>
public sealed record ApprovalDecided
{
    public required int Version { get; init; }

    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Package { get; init; }

    public required int PackageVersion { get; init; }

    public required string Model { get; init; }

    public required ApprovalStatus Status { get; init; }

    public required bool Late { get; init; }

    public string? By { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Reason { get; init; }

    public required string Message { get; init; }

    internal static ApprovalDecided Of(ApprovalRequest request, ApprovalVerdict verdict) =>
        Of(request, verdict, late: false, ApprovalText.Decided(request, verdict));

    internal static ApprovalDecided Of(ApprovalRequest request, LateDecision late)
    {
        var status = late.Approval == PackageApproval.Approved ? ApprovalStatus.Approved : ApprovalStatus.Declined;
        return Of(request, new ApprovalVerdict(status, late.By, late.At, late.Reason), late: true, ApprovalText.Late(request, late));
    }

    private static ApprovalDecided Of(ApprovalRequest request, ApprovalVerdict verdict, bool late, string message) => new()
    {
        Version = 1,
        Pipeline = request.Pipeline,
        Run = request.Run,
        Package = request.Package,
        PackageVersion = request.Version,
        Model = request.Model,
        Status = verdict.Status,
        Late = late,
        By = verdict.By,
        At = verdict.At,
        Reason = verdict.Reason,
        Message = message,
    };
}
