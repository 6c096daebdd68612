using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Record;

/// <summary>Ends runs: the record, the verdict that later snapshots are compared with, and the training lease, in this order.</summary>
internal sealed class RunCloser(ArtifactStore store, RunStore runs, LeaseStore leases)
{
    private const int Attempts = 10;

    /// <summary>Applies the ending to the run's record, which is made from <paramref name="seed"/> when there is none. Null when there is neither.</summary>
    public async Task<RunRecord?> EndAsync(RunKey key, RunEnding ending, RunRecord? seed, CancellationToken cancellationToken)
    {
        var record = await runs.FindAsync(key.Pipeline, key.Run, cancellationToken).ConfigureAwait(false) ?? seed;
        if (record is not null)
        {
            record = await runs.UpdateOrCreateAsync(key.Pipeline, key.Run, current => ending.Apply(current ?? record), cancellationToken).ConfigureAwait(false);
            await KeepVerdictAsync(record, ending.Outcome, cancellationToken).ConfigureAwait(false);
        }

        await leases.ReleaseAsync(ArtifactKeys.TrainingLease(key.Pipeline), key.Execution, ending.At, cancellationToken).ConfigureAwait(false);
        return record;
    }

    private async Task KeepVerdictAsync(RunRecord run, RunOutcome reached, CancellationToken cancellationToken)
    {
        if (run.ToVerdict(reached) is not { } verdict)
        {
            return;
        }

        var key = ArtifactKeys.LastVerdict(run.Pipeline);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var last = await store.ReadAsync(key, DomainJson.Wire.LastVerdict, cancellationToken).ConfigureAwait(false);
            if (!verdict.IsNewerThan(last?.Value)
                || await store.TryWriteAsync(key, verdict, DomainJson.Wire.LastVerdict, last?.ETag, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new ContentionException(key);
    }
}

/// <summary>Which run, and the execution that may hold the training lease for it.</summary>
internal sealed record RunKey(string Pipeline, string Run, string Execution);

/// <summary>How a run ends, or goes on when it is only registered.</summary>
internal sealed record RunEnding(RunOutcome Outcome, DateTimeOffset At, RunError? Error, RunProgress Progress)
{
    public RunRecord Apply(RunRecord run) => run.Extend(Progress).Close(Outcome, At, Error);
}
