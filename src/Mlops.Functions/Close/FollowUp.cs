using Mlops.Functions.Executions;

namespace Mlops.Functions.Close;

/// <summary>Starts the request of an ended execution anew when any other could stand in for it: its uploads would wait for the next one otherwise.</summary>
internal sealed class FollowUp(ExecutionLookup executions, ExecutionStarter starter)
{
    /// <summary>Idempotent: finds what was started already. Does nothing for what a person or CI asked for.</summary>
    public async Task StartAsync(string execution, CancellationToken cancellationToken)
    {
        var ended = await executions.FindAsync(execution, cancellationToken).ConfigureAwait(false);
        if (ended?.ToRequest() is { IsCoalescable: true } request)
        {
            await starter.StartAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }
}
