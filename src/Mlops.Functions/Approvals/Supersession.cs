using Mlops.Domain.Approvals;
using Mlops.Domain.Runs;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Approvals;

/// <summary>Ends the waiting of models that a newer one has overtaken: their packages are rejected with that reason, and whoever waits is woken. Idempotent by the request.</summary>
internal sealed class Supersession(RunStore runs, ApprovalStore approvals, PackageRegistry registry, TaskWaker waker)
{
    /// <summary>The runs whose requests are superseded; what fails for one is left to <paramref name="failures"/>.</summary>
    public async Task<IReadOnlyList<string>> OfOlderAsync(IEnumerable<ApprovalRequest> requests, NewerModel newer, DateTimeOffset now, Failures failures, CancellationToken cancellationToken)
    {
        var superseded = new List<string>();
        foreach (var request in requests.Where(request => request.Verdict is null && request.Version < newer.Version))
        {
            await failures.TryAsync(async () =>
            {
                // The note comes first: it tells this rejection from a person's.
                var noted = await approvals.UpdateAsync(request, current => current.Verdict is null ? current with { SupersededBy = current.SupersededBy ?? $"{newer}" } : current, cancellationToken).ConfigureAwait(false);
                if (noted is { Verdict: null, SupersededBy: { } by })
                {
                    await EndAsync(noted, ApprovalRules.Superseded(by, now), cancellationToken).ConfigureAwait(false);
                    superseded.Add(noted.Run);
                }
            }).ConfigureAwait(false);
        }

        return superseded;
    }

    private async Task EndAsync(ApprovalRequest request, ApprovalVerdict verdict, CancellationToken cancellationToken)
    {
        // Each rejection is an event that leads back here: what is rejected already is left alone.
        if (await registry.FindAsync(request.Package, cancellationToken).ConfigureAwait(false) is { Approval: not PackageApproval.Rejected })
        {
            await registry.RejectAsync(request.Package, verdict.Reason!, cancellationToken).ConfigureAwait(false);
        }

        if (!await waker.WakeAsync(request.Token, cancellationToken).ConfigureAwait(false)
            && (await runs.FindAsync(request.Pipeline, request.Run, cancellationToken).ConfigureAwait(false))?.IsClosed() == true)
        {
            await approvals.EndAsync(request, verdict, cancellationToken).ConfigureAwait(false);
        }
    }
}
