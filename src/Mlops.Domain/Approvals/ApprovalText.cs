using System.Globalization;
using Mlops.Domain.Runs;

namespace Mlops.Domain.Approvals;

/// <summary>What people are told about approvals, with the commands that decide.</summary>
public static class ApprovalText
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>What happened to a request, such as <c>was declined</c>.</summary>
    public static string Became(ApprovalVerdict verdict) => verdict.Status == ApprovalStatus.Expired ? "expired" : $"was {verdict.Status.ToString().ToLowerInvariant()}";

    public static string RunEnded(RunOutcome outcome) => $"the run ended as {outcome.ToString().ToLowerInvariant()} before anybody decided";

    public static string Requested(ApprovalRequest request, IReadOnlyDictionary<string, double>? metrics, IReadOnlyList<string> reasons, bool again) => string.Join('\n',
    [
        $"{Model(request)} passed its gate and {(again ? "still waits" : "waits")} for approval until {Time(request.ExpiresAt)}. Without an answer it expires and is not deployed.",
        .. metrics is { Count: > 0 } ? [$"Metrics on the holdout: {string.Join(", ", metrics.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key} {each.Value:0.####}")))}."] : Array.Empty<string>(),
        .. reasons,
        $"Approve: mlops approve {request.Run} -p {request.Pipeline} --reason \"…\"",
        $"Reject:  mlops reject {request.Run} -p {request.Pipeline} --reason \"…\"",
        $"Or: aws sagemaker update-model-package --model-package-arn {request.Package} --model-approval-status Approved --approval-description \"…\" (or Rejected)",
        $"Model hash: {request.Model}. The approval holds for this model only.",
    ]);

    public static string Decided(ApprovalRequest request, ApprovalVerdict verdict) => verdict.Status switch
    {
        ApprovalStatus.Approved => $"{Model(request)} was approved by {Who(verdict.By)}{Why(verdict.Reason)} and is deployed next.",
        ApprovalStatus.Declined => $"{Model(request)} was rejected by {Who(verdict.By)}{Why(verdict.Reason)}. It is not deployed; the champion stays.",
        ApprovalStatus.Expired => $"{Model(request)} was not deployed: {verdict.Reason}. The champion stays. To have it asked for again: mlops retrain -p {request.Pipeline} --force",
        _ => $"{Model(request)} was not deployed: {verdict.Reason}.",
    };

    /// <summary>Only for a request that has its verdict.</summary>
    public static string Late(ApprovalRequest request, LateDecision late)
    {
        var (did, undone) = late.Approval == PackageApproval.Approved
            ? ("approved", "It is not deployed")
            : ("rejected", "A deployment that has begun goes on unless its model is evaluated anew, and a model that serves goes on serving");
        return $"{Model(request)} was {did} by {Who(late.By)}{Why(late.Reason)} at {Time(late.At)}, after it {Became(request.Verdict!)} at {Time(request.Verdict!.At)}. {undone}.";
    }

    private static string Model(ApprovalRequest request) => $"{request.Pipeline} version {request.Version}, run {request.Run},";

    private static string Who(string? by) => by ?? "somebody whom SageMaker does not name";

    private static string Why(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $" (\"{reason}\")";
}
