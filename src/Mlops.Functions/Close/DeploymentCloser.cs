using Mlops.Domain.Runs;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Close;

/// <summary>Ends a deployment that ended without its own ending: frees the endpoint and notes in the run's record that an unproven model may serve.</summary>
internal sealed class DeploymentCloser(LeaseStore leases, RunStore runs)
{
    public async Task EndAsync(string pipeline, EndedExecution ended, CancellationToken cancellationToken)
    {
        // First the note: when it fails, the event comes again and still finds the lease that tells the run.
        var key = ArtifactKeys.EndpointLease(pipeline);
        if (await leases.FindAsync(key, ended.Execution, cancellationToken).ConfigureAwait(false) is not { Run: var run })
        {
            return;
        }

        if (await runs.FindAsync(pipeline, run, cancellationToken).ConfigureAwait(false) is not null)
        {
            await runs.UpdateAsync(pipeline, run, record => Note(record, pipeline), cancellationToken).ConfigureAwait(false);
        }

        await leases.ReleaseAsync(key, ended.Execution, ended.At, cancellationToken).ConfigureAwait(false);
    }

    // The run may be closed already, by the end of the execution that waited for this one: its outcome stays, the note is added.
    private static RunRecord Note(RunRecord run, string pipeline) => run.Deployment is not null ? run : run with
    {
        Deployment = new RunDeployment
        {
            Outcome = "abandoned",
            Endpoint = $"mlops-{pipeline}",
            Config = $"mlops-{pipeline}-{run.Run}",
        },
    };
}
