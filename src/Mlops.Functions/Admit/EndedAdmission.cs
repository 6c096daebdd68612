using Mlops.Domain.Runs;
using Mlops.Functions.Executions;
using Mlops.Functions.Record;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Admit;

/// <summary>Takes back an admission that came too late: <c>close</c> may have looked before there was anything to close.</summary>
internal sealed class EndedAdmission(ExecutionLookup executions, RunCloser closer)
{
    /// <exception cref="LeaseLostException">The execution has ended, or its run is closed; the lease is free again.</exception>
    public async Task RefuseAsync(RunRecord run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var execution = await executions.FindAsync(run.Execution, cancellationToken).ConfigureAwait(false);
        if (!run.IsClosed() && execution?.IsRunning() != false)
        {
            return;
        }

        var error = new RunError(execution?.Error ?? "Ended", execution?.Cause ?? "The execution ended while it was being admitted.");
        var ending = new RunEnding(RunOutcome.Failed, now, error, new RunProgress());
        await closer.EndAsync(new RunKey(run.Pipeline, run.Run, run.Execution), ending, seed: null, cancellationToken).ConfigureAwait(false);
        throw LeaseLostException.Closed(run.Execution, run.Run);
    }
}
