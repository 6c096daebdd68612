using Mlops.Domain.Approvals;

namespace Mlops.Functions.Approvals;

/// <summary>Ends the waiting of models that a newer one has overtaken: their packages are rejected with that reason, and whoever waits is woken. Idempotent by the request.</summary>
internal sealed class Supersession(ApprovalStore approvals, PackageRegistry registry, TaskWaker waker)
{
    /// <summary>The runs whose requests were superseded now.</summary>
    public async Task<IReadOnlyList<string>> OfOlderAsync(IEnumerable<ApprovalRequest> requests, NewerModel newer, CancellationToken cancellationToken)
    {
        var superseded = new List<string>();
        foreach (var request in requests.Where(request => request.Verdict is null && request.Version < newer.Version))
        {
            // The note comes first: it tells this rejection from a person's.
            var noted = await approvals.UpdateAsync(request, current => current.Verdict is null ? current with { SupersededBy = current.SupersededBy ?? $"{newer}" } : current, cancellationToken).ConfigureAwait(false);
            if (noted is { Verdict: null, SupersededBy: { } by })
            {
                await registry.RejectAsync(noted.Package, $"superseded by {by}", cancellationToken).ConfigureAwait(false);
                await waker.WakeAsync(noted.Token, cancellationToken).ConfigureAwait(false);
                superseded.Add(noted.Run);
            }
        }

        return superseded;
    }
}
