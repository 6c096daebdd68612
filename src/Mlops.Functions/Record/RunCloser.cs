using Mlops.Domain.Approvals;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Functions.Approvals;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Record;

/// <summary>Ends runs: the record, the verdict that later snapshots are compared with, and the training lease, in this order.</summary>
internal sealed class RunCloser(ArtifactStore store, RunStore runs, LeaseStore leases, ApprovalStore approvals)
{
    private const int Attempts = 10;

    /// <summary>Applies the ending to the run's record, which is made from <paramref name="seed"/> when there is none. Null when there is neither.</summary>
    public async Task<RunRecord?> EndAsync(RunKey key, RunEnding ending, RunRecord? seed, CancellationToken cancellationToken)
    {
        var record = await runs.FindAsync(key.Pipeline, key.Run, cancellationToken).ConfigureAwait(false) ?? seed;
        if (record is not null)
        {
            var approval = await AbandonAsync(record, ending, cancellationToken).ConfigureAwait(false);
            record = await runs.UpdateOrCreateAsync(key.Pipeline, key.Run, current => ending.Apply(approval is null ? current ?? record : (current ?? record).WithApproval(approval)), cancellationToken).ConfigureAwait(false);
            await KeepVerdictAsync(record, ending.Outcome, cancellationToken).ConfigureAwait(false);
        }

        await leases.ReleaseAsync(ArtifactKeys.TrainingLease(key.Pipeline), key.Execution, ending.At, cancellationToken).ConfigureAwait(false);
        return record;
    }

    /// <summary>A request that nobody answered ends with its run. Null when none waits.</summary>
    private async Task<RunApproval?> AbandonAsync(RunRecord run, RunEnding ending, CancellationToken cancellationToken)
    {
        if (ending.Outcome is RunOutcome.Registered || run.Approval is not { Status: ApprovalStatus.Waiting } waiting)
        {
            return null;
        }

        var verdict = ApprovalRules.Abandoned(ApprovalText.RunEnded(ending.Outcome), ending.At);
        try
        {
            if (await approvals.FindAsync(run.Pipeline, run.Run, cancellationToken).ConfigureAwait(false) is { } request)
            {
                return (await approvals.EndAsync(request, verdict, cancellationToken).ConfigureAwait(false)).ToRun();
            }
        }
        catch (BrokenDocumentException)
        {
            // The run ends all the same: the lease must not hang on it.
        }

        return waiting with { Status = verdict.Status, At = verdict.At, Reason = verdict.Reason };
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
