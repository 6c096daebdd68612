using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Approvals;
using Mlops.Functions.Approvals;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.ApprovalAnswer;

/// <summary>
/// Wakes executions whose packages were decided, by whomever and however: for the event of one package, and now and then for all, should an event
/// have been lost. Idempotent: a token that was used wakes nobody, a late decision is noted once.
/// </summary>
internal sealed class ApprovalAnswerHandler(ApprovalStore approvals, PackageRegistry registry, NewerModels newer, Supersession supersession, TaskWaker waker, ApprovalBus bus, string pipeline)
{
    public async Task<ApprovalAnswerOutput> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (change, now) = AnswerEvent.Read(input);
        if (change is { IsDecision: false })
        {
            return new ApprovalAnswerOutput { Ignored = $"Of {change.Package} something else than the approval has changed." };
        }

        var recent = await approvals.RecentAsync(pipeline, now, cancellationToken).ConfigureAwait(false);
        var ignored = change is null ? null : await NoteAsync(change.Package, recent, cancellationToken).ConfigureAwait(false);
        var newest = await NewestAsync(change, recent, cancellationToken).ConfigureAwait(false);
        var superseded = newest is null ? [] : await supersession.OfOlderAsync(recent, newest, cancellationToken).ConfigureAwait(false);
        var (woken, gone) = await WakeAsync(recent, superseded, now, cancellationToken).ConfigureAwait(false);
        return new ApprovalAnswerOutput
        {
            Woken = woken,
            Superseded = superseded,
            Ignored = ignored ?? (gone.Count == 0 ? null : $"Nobody waits any more for the decision about {string.Join(", ", gone)}."),
        };
    }

    private async Task<(IReadOnlyList<string> Woken, IReadOnlyList<string> Gone)> WakeAsync(
        IReadOnlyList<ApprovalRequest> requests, IReadOnlyList<string> superseded, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (woken, gone) = (new List<string>(), new List<string>());
        foreach (var request in requests.Where(request => request.Verdict is null && !superseded.Contains(request.Run)))
        {
            var package = await registry.DescribeAsync(request.Package, cancellationToken).ConfigureAwait(false);
            if (ApprovalRules.HasNews(request, package, newer: null, now))
            {
                (await waker.WakeAsync(request.Token, cancellationToken).ConfigureAwait(false) ? woken : gone).Add(request.Run);
            }
        }

        return (woken, gone);
    }

    /// <summary>A package that nobody asked about and that is approved was so from the start: it overtakes what still waits.</summary>
    private async Task<NewerModel?> NewestAsync(PackageChange? change, IReadOnlyList<ApprovalRequest> requests, CancellationToken cancellationToken)
    {
        var known = await newer.NewestAsync(pipeline, requests, cancellationToken).ConfigureAwait(false);
        return change is not null && !requests.Any(request => request.Package == change.Package)
            && await registry.DescribeAsync(change.Package, cancellationToken).ConfigureAwait(false) is { Approval: PackageApproval.Approved } package
            && package.Version > (known?.Version ?? 0)
            ? new NewerModel(package.Version, package.Run ?? "unknown")
            : known;
    }

    private async Task<string?> NoteAsync(string arn, IReadOnlyList<ApprovalRequest> requests, CancellationToken cancellationToken)
    {
        if (requests.FirstOrDefault(request => request.Package == arn) is not { Verdict: { } verdict } request)
        {
            return null;
        }

        var package = await registry.DescribeAsync(arn, cancellationToken).ConfigureAwait(false);
        if (ApprovalRules.Late(request, package) is not { } late)
        {
            return $"{arn} {ApprovalText.Became(verdict)} before; this says the same.";
        }

        await bus.LateAsync(request, late, cancellationToken).ConfigureAwait(false);
        await approvals.UpdateAsync(request, current => current with { Late = [.. current.Late, late] }, cancellationToken).ConfigureAwait(false);
        return ApprovalText.Late(request, late);
    }
}
