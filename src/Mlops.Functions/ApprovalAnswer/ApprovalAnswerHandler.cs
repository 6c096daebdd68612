using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Approvals;
using Mlops.Functions.Approvals;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.ApprovalAnswer;

/// <summary>
/// Wakes executions whose packages were decided, by whomever and however: for the event of one package, and now and then for all, should an event
/// have been lost. Idempotent: a token that was used wakes nobody, a late decision is noted once.
/// </summary>
internal sealed class ApprovalAnswerHandler(RunStore runs, ApprovalStore approvals, PackageRegistry registry, NewerModels newer, Supersession supersession, TaskWaker waker, ApprovalBus bus, string pipeline)
{
    public async Task<ApprovalAnswerOutput> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (change, now) = AnswerEvent.Read(input);
        if (change is { IsDecision: false })
        {
            return new ApprovalAnswerOutput { Ignored = $"Of {change.Package} something else than the approval has changed." };
        }

        var recent = await approvals.RecentAsync(pipeline, now, context).ConfigureAwait(false);
        var failures = new Failures();
        string? ignored = null;
        await failures.TryAsync(async () => ignored = change is null ? null : await NoteAsync(change.Package, recent, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        IReadOnlyList<string> superseded = [];
        await failures.TryAsync(async () => superseded = await NewestAsync(change, recent, cancellationToken).ConfigureAwait(false) is { } newest
            ? await supersession.OfOlderAsync(recent, newest, now, failures, cancellationToken).ConfigureAwait(false)
            : []).ConfigureAwait(false);
        var (woken, gone) = await WakeAsync(recent, superseded, now, failures, cancellationToken).ConfigureAwait(false);
        failures.ThrowIfAny();
        return new ApprovalAnswerOutput
        {
            Woken = woken,
            Superseded = superseded,
            Ignored = ignored ?? (gone.Count == 0 ? null : $"Nobody waits any more for the decision about {string.Join(", ", gone)}."),
        };
    }

    private async Task<(IReadOnlyList<string> Woken, IReadOnlyList<string> Gone)> WakeAsync(
        IReadOnlyList<ApprovalRequest> requests, IReadOnlyList<string> superseded, DateTimeOffset now, Failures failures, CancellationToken cancellationToken)
    {
        var (woken, gone) = (new List<string>(), new List<string>());
        foreach (var request in requests.Where(request => request.Verdict is null && !superseded.Contains(request.Run)))
        {
            await failures.TryAsync(async () =>
            {
                var package = await registry.FindAsync(request.Package, cancellationToken).ConfigureAwait(false);
                if (ApprovalRules.HasNews(request, package, newer: null, now) || IsToldTooLate(request, now))
                {
                    (await waker.WakeAsync(request.Token, cancellationToken).ConfigureAwait(false) ? woken : gone).Add(request.Run);
                    await EndIfClosedAsync(request, isUnheard: gone.Contains(request.Run), now, cancellationToken).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }

        return (woken, gone);
    }

    // A first wait that was woken for nothing began anew, and lasts longer than it should.
    private static bool IsToldTooLate(ApprovalRequest request, DateTimeOffset now) => request.EscalatedAt is null && ApprovalRules.Escalates(request, now);

    // Whatever ended the run has left the request behind.
    private async Task EndIfClosedAsync(ApprovalRequest request, bool isUnheard, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (isUnheard && await runs.FindAsync(pipeline, request.Run, cancellationToken).ConfigureAwait(false) is { Outcome: { } outcome })
        {
            await approvals.EndAsync(request, ApprovalRules.Abandoned(ApprovalText.RunEnded(outcome), now), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A package that nobody asked about and that is approved was so from the start: it overtakes what still waits.</summary>
    private async Task<NewerModel?> NewestAsync(PackageChange? change, IReadOnlyList<ApprovalRequest> requests, CancellationToken cancellationToken)
    {
        var known = await newer.NewestAsync(pipeline, requests, cancellationToken).ConfigureAwait(false);
        return change is not null && !requests.Any(request => request.Package == change.Package)
            && await registry.FindAsync(change.Package, cancellationToken).ConfigureAwait(false) is { Approval: PackageApproval.Approved } package
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

        if (await registry.FindAsync(arn, cancellationToken).ConfigureAwait(false) is not { } package || ApprovalRules.Late(request, package) is not { } late)
        {
            return $"{arn} {ApprovalText.Became(verdict)} before; this says the same.";
        }

        await bus.LateAsync(request, late, cancellationToken).ConfigureAwait(false);
        await approvals.UpdateAsync(request, current => current with { Late = [.. current.Late, late] }, cancellationToken).ConfigureAwait(false);
        return ApprovalText.Late(request, late);
    }
}
