namespace Mlops.Domain.Approvals;

/// <summary>Decides about requests for approval from what the registry says of the package.</summary>
/// <remarks>
/// In this order: an earlier approval stands unless the package was rejected since, or a newer model was approved or serves by now; such a newer model
/// supersedes; an approval or rejection is one; without either, time decides. A decision made before its event, or before the request was stored, counts like any other.
/// </remarks>
public static class ApprovalRules
{
    private const string Gone = "the model package is gone from the registry";

    /// <summary>A wait that ran out may have been a breath shorter than the clock says; one that was woken for nothing begins anew, and its end says nothing.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    /// <summary>The verdict as of now; <see cref="ApprovalStatus.Waiting"/> when there is none yet. A package that is gone (null) can be decided by nobody.</summary>
    public static ApprovalVerdict Decide(ApprovalRequest request, RegisteredPackage? package, NewerModel? newer, bool timedOut, DateTimeOffset now)
    {
        if (request.Verdict is { Status: not ApprovalStatus.Approved } ended)
        {
            return ended;
        }

        if (request.Verdict is { } approved)
        {
            return package switch
            {
                { Approval: PackageApproval.Rejected } => By(package, ApprovalStatus.Declined, now),
                _ when IsOvertaken(request, newer) => Superseded($"{newer}", now),
                null => Abandoned(Gone, now),
                _ => approved,
            };
        }

        if (request.SupersededBy is { } by)
        {
            return Superseded(by, now);
        }

        if (IsOvertaken(request, newer))
        {
            return Superseded($"{newer}", now);
        }

        return package switch
        {
            null => Abandoned(Gone, now),
            { Approval: PackageApproval.Approved } => By(package, ApprovalStatus.Approved, now),
            { Approval: PackageApproval.Rejected } => By(package, ApprovalStatus.Declined, now),
            _ when now >= request.ExpiresAt - (timedOut ? Tolerance : TimeSpan.Zero) => new ApprovalVerdict(ApprovalStatus.Expired, null, now, Expired(request)),
            _ => new ApprovalVerdict(ApprovalStatus.Waiting, null, now, null),
        };
    }

    /// <summary>It was overtaken by a newer model, named in words.</summary>
    public static ApprovalVerdict Superseded(string by, DateTimeOffset now) => new(ApprovalStatus.Superseded, null, now, $"superseded by {by}");

    /// <summary>Nothing of it can be decided or deployed any more, for that reason.</summary>
    public static ApprovalVerdict Abandoned(string reason, DateTimeOffset now) => new(ApprovalStatus.Abandoned, null, now, reason);

    /// <summary>True when people are to be told again: the first wait is over, or it was told again before.</summary>
    public static bool Escalates(ApprovalRequest request, DateTimeOffset now) => request.EscalatedAt is not null || now >= request.EscalatesAt;

    /// <summary>What is not as it was when the gate passed it; null when all of it is. An approval holds for these bytes in this image only.</summary>
    public static string? Changed(ApprovalRequest request, RegisteredPackage package, string? artifact)
    {
        (string What, string? Now, string? Then)[] bound =
        [
            ("model", package.Model, request.Model), ("artifact's place", package.ModelData, request.ModelData),
            ("image", package.Image, request.Image), ("artifact's content", artifact, request.Artifact),
        ];
        var changes = bound.Where(each => each.Now != each.Then).Select(each => $"the {each.What} is {each.Now ?? "gone"}, it was {each.Then ?? "none"}").ToList();
        return changes.Count == 0 ? null : $"{string.Join("; ", changes)}.";
    }

    /// <summary>True when the execution that waits has something to look at.</summary>
    public static bool HasNews(ApprovalRequest request, RegisteredPackage? package, NewerModel? newer, DateTimeOffset now) =>
        request.Verdict is null && Decide(request, package, newer, timedOut: false, now).Status != ApprovalStatus.Waiting;

    /// <summary>The decision that came after the verdict and contradicts it; null when there is none that was not noted.</summary>
    public static LateDecision? Late(ApprovalRequest request, RegisteredPackage package)
    {
        if (request.Verdict is not { } verdict || package.Approval == PackageApproval.Pending
            || (package.Approval == PackageApproval.Approved) == (verdict.Status == ApprovalStatus.Approved)
            || (verdict.Status == ApprovalStatus.Abandoned && package.ChangedAt <= verdict.At))
        {
            return null;
        }

        var late = new LateDecision(package.Approval, package.ChangedBy, package.ChangedAt ?? verdict.At, package.Description);
        return request.Late.Contains(late) ? null : late;
    }

    private static bool IsOvertaken(ApprovalRequest request, NewerModel? newer) => newer?.Version > request.Version;

    private static ApprovalVerdict By(RegisteredPackage package, ApprovalStatus status, DateTimeOffset now) =>
        new(status, package.ChangedBy, package.ChangedAt ?? now, package.Description);

    private static string Expired(ApprovalRequest request) => $"expired: nobody decided between {ApprovalText.Time(request.RequestedAt)} and {ApprovalText.Time(request.ExpiresAt)}";
}
