using Mlops.Domain.Triggers;
using Mlops.Functions.Executions;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Admit;

/// <summary>The other executions that wait for the same lease.</summary>
internal sealed class WaitingRoom(ExecutionLookup executions, RunStore runs, string machine)
{
    // Describing costs a call each; one that covers this execution is enough, and the newest is the likeliest.
    private const int Candidates = 10;

    public async Task<IReadOnlyList<WaitingExecution>> OthersAsync(WaitingExecution self, CancellationToken cancellationToken)
    {
        if (!self.Request.IsCoalescable)
        {
            return [];
        }

        var others = new List<WaitingExecution>();
        var running = await executions.RunningSinceAsync(machine, self.StartedAt, cancellationToken).ConfigureAwait(false);
        foreach (var arn in running.Where(arn => arn != self.Execution).Take(Candidates))
        {
            if (await executions.FindAsync(arn, cancellationToken).ConfigureAwait(false) is { } execution
                && execution.IsRunning() && execution.ToRequest() is { } request)
            {
                var started = execution.StartDate.ToInstant();
                var run = await runs.FindAsync(self.Request.Pipeline, RunId.Of(arn, started), cancellationToken).ConfigureAwait(false);
                others.Add(new WaitingExecution(arn, started, request, HasBegun: run is not null));
            }
        }

        return others;
    }
}
