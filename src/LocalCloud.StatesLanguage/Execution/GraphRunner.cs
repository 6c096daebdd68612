using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.History;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>The loop: enter, run (and retry, and catch), exit, next.</summary>
internal sealed class GraphRunner(ExecutionRun run)
{
    /// <summary>Runs from the checkpoint's state to the end of the graph.</summary>
    public async Task<StateResult> RunAsync(StateGraph graph, Checkpoint checkpoint, Branch branch, CancellationToken cancellationToken)
    {
        while (true)
        {
            var visit = new Visit(run, graph.States[checkpoint.State], branch, checkpoint);
            await EnterAsync(visit, cancellationToken);
            var result = await RunStateAsync(visit, cancellationToken);
            if (result is not StateResult.Done done)
            {
                return result;
            }

            visit.Append(visit.State.Type + "StateExited", HistoryDetails.Output(done.Output, ("name", visit.State.Name)));
            if (done.Next is null)
            {
                return done;
            }

            checkpoint = new Checkpoint { State = done.Next, Input = done.Output };
        }
    }

    private static async Task EnterAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (visit.Checkpoint.EnteredTime is null)
        {
            var id = visit.Append(visit.State.Type + "StateEntered", HistoryDetails.Input(JsonText.Write(visit.RawInput), ("name", visit.State.Name)));
            await visit.SaveAsync(checkpoint => checkpoint with { EnteredTime = visit.Now, EnteredEventId = id }, cancellationToken);
        }
    }

    private static async Task<StateResult> RunStateAsync(Visit visit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await AttemptAsync(visit, cancellationToken);
            if (result is not StateResult.Failed failed || visit.State is not WorkState work)
            {
                return result;
            }

            if (ErrorPolicy.Retry(work.Retry, failed.Error, visit.Checkpoint.Retries, visit.Branch.Random) is not { } retry)
            {
                return GiveUp(visit, work, failed);
            }

            var counts = Enumerable.Range(0, work.Retry.Count)
                .Select(i => visit.Checkpoint.Retries.ElementAtOrDefault(i) + (i == retry.Retrier ? 1 : 0))
                .ToList();
            await visit.SaveAsync(checkpoint => checkpoint with { Retries = counts, ResumeAt = visit.Now + retry.Delay, Task = null }, cancellationToken);
        }
    }

    private static async Task<StateResult> AttemptAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (visit.State is WorkState && visit.Checkpoint.ResumeAt is { } retryAt)
        {
            await Delays.UntilAsync(retryAt, visit.Run.Ports.Time, cancellationToken);
        }

        try
        {
            return Limited(visit, await DispatchAsync(visit, cancellationToken));
        }
        catch (EvaluationException failure)
        {
            return new StateResult.Failed(visit.Error(failure));
        }
    }

    private static Task<StateResult> DispatchAsync(Visit visit, CancellationToken cancellationToken) => visit.State switch
    {
        TaskState task => new TaskStateRunner(visit, task).RunAsync(cancellationToken),
        WaitState wait => FlowStates.WaitAsync(visit, wait, cancellationToken),
        ParallelState parallel => new FanOutRunner(visit).ParallelAsync(parallel, cancellationToken),
        MapState map => new FanOutRunner(visit).MapAsync(map, cancellationToken),
        PassState pass => Task.FromResult(FlowStates.Pass(visit, pass)),
        ChoiceState choice => Task.FromResult(FlowStates.Choice(visit, choice)),
        SucceedState => Task.FromResult(FlowStates.Succeed(visit)),
        FailState fail => Task.FromResult(FlowStates.Fail(visit, fail)),
        var unknown => throw new InvalidOperationException($"No runner for states of type {unknown.Type}."),
    };

    private static StateResult GiveUp(Visit visit, WorkState work, StateResult.Failed failed)
    {
        if (failed.InBranch)
        {
            // Only now: a Parallel or Map that is retried starts again without having failed.
            visit.Append(work.Type + "StateFailed", null);
        }

        return Catch(visit, work, failed with { InBranch = false });
    }

    private static StateResult Catch(Visit visit, WorkState work, StateResult.Failed failed)
    {
        if (ErrorPolicy.Catch(work.Catch, failed.Error) is not { } catcher)
        {
            return failed;
        }

        try
        {
            var error = new JsonObject { ["Error"] = failed.Error.Error, ["Cause"] = failed.Error.Cause ?? "" };
            var output = catcher.ResultPath is { } place ? place.Put(visit.RawInput, error) : visit.RawInput;
            return Limited(visit, new StateResult.Done(output, catcher.Next));
        }
        catch (EvaluationException failure)
        {
            return new StateResult.Failed(visit.Error(failure));
        }
    }

    private static StateResult Limited(Visit visit, StateResult result) =>
        result is StateResult.Done done && JsonText.ExceedsLimit(done.Output)
            ? new StateResult.Failed(DataLimit.Exceeded(visit.State.Name) with { IsTerminal = true })
            : result;
}
