using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.History;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Parallel and inline Map: several branches at once, their outputs in order; the first failure ends all.</summary>
internal sealed class FanOutRunner(Visit visit)
{
    public async Task<StateResult> ParallelAsync(ParallelState state, CancellationToken cancellationToken)
    {
        var input = visit.EffectiveInput();
        visit.Append("ParallelStateStarted", null);
        var work = state.Branches.Select(graph => (graph, visit.Branch.Fork(), input?.DeepClone())).ToList();
        var result = await RunAllAsync(work, work.Count, (_, _) => { }, cancellationToken);
        return Finish(state, result);
    }

    public async Task<StateResult> MapAsync(MapState state, CancellationToken cancellationToken)
    {
        var input = visit.Select(state.InputPath, visit.RawInput);
        var items = state.ItemsPath.Evaluate(visit.Scope(input)) as JsonArray
            ?? throw new EvaluationException($"Reference path \"{state.ItemsPath.Text}\" must point to array.");
        var limit = visit.Seconds(state.MaxConcurrency, input, min: 0) ?? 0;
        visit.Append("MapStateStarted", new JsonObject { ["length"] = items.Count });
        var work = items.Select((item, index) => Iteration(state, input, item, index)).ToList();
        var result = await RunAllAsync(work, limit == 0 ? DefaultConcurrency : limit, RecordIteration, cancellationToken);
        return Finish(state, result);
    }

    /// <summary>What AWS runs at once in an inline Map without a limit of its own.</summary>
    private const int DefaultConcurrency = 40;

    private (StateGraph, Branch, JsonNode?) Iteration(MapState state, JsonNode? input, JsonNode? item, int index)
    {
        var context = new JsonObject { ["Index"] = index, ["Value"] = item?.DeepClone() };
        var branch = visit.Branch.Fork(context);
        var own = new Visit(visit.Run, state, branch, visit.Checkpoint);
        var selected = state.ItemSelector is { } selector ? selector.Evaluate(own.Scope(input)) : item?.DeepClone();
        return (state.Processor, branch, selected);
    }

    private void RecordIteration(Branch branch, string what)
    {
        var details = new JsonObject { ["name"] = visit.State.Name, ["index"] = branch.MapItem!["Index"]!.GetValue<int>() };
        visit.Run.History.Append(branch, "MapIteration" + what, details);
    }

    private async Task<StateResult> RunAllAsync(
        List<(StateGraph Graph, Branch Branch, JsonNode? Input)> work, int limit, Action<Branch, string> record, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(Math.Max(1, limit));
        StateResult.Failed? first = null;
        var previous = visit.Branch.PreviousEventId;

        async Task<JsonNode?> RunOneAsync(StateGraph graph, Branch branch, JsonNode? input)
        {
            await slots.WaitAsync(stop.Token);
            try
            {
                record(branch, "Started");
                var result = await new GraphRunner(visit.Run).RunAsync(graph, new Checkpoint { State = graph.StartAt, Input = input }, branch, stop.Token);
                record(branch, result is StateResult.Done ? "Succeeded" : "Failed");
                Volatile.Write(ref previous, branch.PreviousEventId);
                if (result is StateResult.Failed failed)
                {
                    Interlocked.CompareExchange(ref first, failed, null);
                    await stop.CancelAsync();
                }

                return (result as StateResult.Done)?.Output;
            }
            catch
            {
                // A branch that breaks must not leave the others running behind an execution that has ended.
                await stop.CancelAsync();
                throw;
            }
            finally
            {
                slots.Release();
            }
        }

        try
        {
            var outputs = await Task.WhenAll(work.Select(item => RunOneAsync(item.Graph, item.Branch, item.Input)));
            visit.Branch.PreviousEventId = previous;
            return (StateResult?)first ?? new StateResult.Done(new JsonArray(outputs), null);
        }
        catch (OperationCanceledException) when (first is not null && !cancellationToken.IsCancellationRequested)
        {
            visit.Branch.PreviousEventId = previous;
            return first;
        }
    }

    private StateResult Finish(WorkState state, StateResult result) => result switch
    {
        StateResult.Done done => Succeed(state, done),
        StateResult.Failed failed => failed with { InBranch = true },
        _ => result,
    };

    private StateResult.Done Succeed(WorkState state, StateResult.Done done)
    {
        visit.Append(state.Type + "StateSucceeded", null);
        return new StateResult.Done(visit.Output(done.Output), state.Next);
    }
}
