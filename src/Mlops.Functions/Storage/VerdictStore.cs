using Mlops.Domain.Datasets;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;

namespace Mlops.Functions.Storage;

/// <summary>The verdict that new data is compared with.</summary>
internal sealed class VerdictStore(ArtifactStore store, RunStore runs)
{
    /// <summary>Null before the first. A verdict stands from the registration on, so that a run which waited for the lease meanwhile trains nothing twice; when the deployment fails after all, or nobody answers for its approval, the same data deserves another try.</summary>
    public async Task<LastVerdict?> FindAsync(string pipeline, CancellationToken cancellationToken)
    {
        var last = (await store.ReadAsync(ArtifactKeys.LastVerdict(pipeline), DomainJson.Wire.LastVerdict, cancellationToken).ConfigureAwait(false))?.Value;
        return last is null || await runs.FindAsync(pipeline, last.Run, cancellationToken).ConfigureAwait(false) is { Outcome: RunOutcome.Failed or RunOutcome.Expired } ? null : last;
    }
}
