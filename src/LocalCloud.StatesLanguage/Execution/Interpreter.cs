using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.History;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Runs one execution of a machine, from its start or from its last checkpoint, to an end that its history tells.</summary>
public sealed class Interpreter(StateMachineDefinition definition, ExecutionFacts facts, ExecutionPorts ports)
{
    /// <summary>
    /// Cancellation interrupts and throws: the journal's last checkpoint is where the next run goes on.
    /// <paramref name="abort"/> ends the execution.
    /// </summary>
    public async Task<ExecutionOutcome> RunAsync(Checkpoint? checkpoint, AbortSignal abort, CancellationToken cancellationToken)
    {
        using var history = new HistoryWriter(ports.Journal, ports.Time, checkpoint?.LastEventId ?? 0);
        using var deadline = Deadline();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, abort.Token, deadline.Token);
        var run = new ExecutionRun(facts, ports, history, cancellationToken);
        var branch = new Branch(true, new Random(ports.Random.Next())) { PreviousEventId = checkpoint?.PreviousEventId ?? 0 };
        try
        {
            var start = checkpoint ?? Start(run);
            return await RunGraphAsync(run, branch, start, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ExecutionOutcome outcome = abort.Reason is { } reason ? new ExecutionOutcome.Aborted(reason) : new ExecutionOutcome.TimedOut();
            return await EndAsync(run, new Branch(true, branch.Random), outcome);
        }
    }

    private async Task<ExecutionOutcome> RunGraphAsync(ExecutionRun run, Branch branch, Checkpoint start, CancellationToken cancellationToken)
    {
        try
        {
            var result = await new GraphRunner(run).RunAsync(definition.Graph, start, branch, cancellationToken);
            return await EndAsync(run, branch, result is StateResult.Done done
                ? new ExecutionOutcome.Succeeded(done.Output)
                : new ExecutionOutcome.Failed(((StateResult.Failed)result).Error));
        }
        catch (HistoryFullException full)
        {
            return await EndAsync(run, branch, new ExecutionOutcome.Failed(new StatesError(StatesError.Runtime, full.Message)));
        }
    }

    private Checkpoint Start(ExecutionRun run)
    {
        run.History.Append(new Branch(true, ports.Random), "ExecutionStarted", HistoryDetails.Input(facts.Input, ("roleArn", facts.RoleArn)));
        // The first state's entry follows event 0, not ExecutionStarted, as in AWS's histories.
        return new Checkpoint { State = definition.Graph.StartAt, Input = JsonText.Parse(facts.Input) };
    }

    private static async Task<ExecutionOutcome> EndAsync(ExecutionRun run, Branch branch, ExecutionOutcome outcome)
    {
        var (type, details) = outcome switch
        {
            ExecutionOutcome.Succeeded done => ("ExecutionSucceeded", HistoryDetails.Output(done.Output)),
            ExecutionOutcome.Failed failed => ("ExecutionFailed", HistoryDetails.Failure(failed.Error)),
            ExecutionOutcome.Aborted aborted => ("ExecutionAborted", HistoryDetails.Failure(aborted.Reason)),
            _ => ("ExecutionTimedOut", HistoryDetails.Failure(null)),
        };
        run.History.Append(branch, type, details);
        await run.History.CommitAsync(branch, null, run.Shutdown);
        return outcome;
    }

    private CancellationTokenSource Deadline()
    {
        if (definition.TimeoutSeconds is not { } seconds)
        {
            return new CancellationTokenSource();
        }

        var left = facts.StartTime.AddSeconds(seconds) - ports.Time.GetUtcNow();
        // A timer cannot be longer than this; no execution of this process lasts 24 days.
        var longest = TimeSpan.FromMilliseconds(int.MaxValue);
        return new CancellationTokenSource(left < TimeSpan.Zero ? TimeSpan.Zero : left < longest ? left : longest, ports.Time);
    }
}
