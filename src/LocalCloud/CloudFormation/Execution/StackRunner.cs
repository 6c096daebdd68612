using LocalCloud.CloudFormation.Stacks;
using Microsoft.Extensions.Logging;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>
/// Does what is under way with the stacks, one operation a stack, in the background. Stopped in the middle, it goes on
/// where it was when a cloud is started on the same state.
/// </summary>
internal sealed class StackRunner(StackParts parts) : IAsyncDisposable
{
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();

    public void Resume()
    {
        foreach (var stack in parts.Stacks.Live.Where(stack => stack.Operation is not null))
        {
            Start(stack.Id, stack.Operation!.Id);
        }
    }

    /// <summary>Does the operation when whoever did the stack's last one has let go of it.</summary>
    public void Start(string stackId, string operationId)
    {
        lock (_gate)
        {
            var previous = _running.GetValueOrDefault(stackId, Task.CompletedTask);
            _running[stackId] = Task.Run(() => RunAsync(stackId, operationId, previous));
        }
    }

    /// <summary>Ends when nothing is under way with the stack, or the cloud stops.</summary>
    public Task Completion(string stackId)
    {
        lock (_gate)
        {
            return _running.GetValueOrDefault(stackId, Task.CompletedTask);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running.Values];
        }

        await Task.WhenAll(running);
        _stop.Dispose();
    }

    private async Task RunAsync(string stackId, string operationId, Task previous)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var work = new StackWork(parts, stackId);
        try
        {
            while (work.Stack.Operation?.Id == operationId)
            {
                _stop.Token.ThrowIfCancellationRequested();
                await StepAsync(work);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The next start of the cloud goes on with it.
        }
        catch (Exception problem)
        {
            parts.Context.Logger.OperationBroken(problem, work.Stack.Name);
            if (work.Stack.Operation is { } operation && operation.Id == operationId)
            {
                work.SetStatus(BrokenStatus(operation), $"Internal Failure: {problem.Message}", stack => stack with { Operation = null });
            }
        }
    }

    /// <summary>Where a bug leaves a stack: where its user can do something about it.</summary>
    private static string BrokenStatus(StackOperation operation) => (operation.Kind, operation.Phase) switch
    {
        (OperationKind.Delete, _) => StackStatus.DeleteFailed,
        (OperationKind.Create, _) => StackStatus.RollbackFailed,
        (_, OperationPhase.CleanUp) => StackStatus.UpdateComplete,
        _ => StackStatus.UpdateRollbackFailed,
    };

    private Task StepAsync(StackWork work) => (work.Operation.Kind, work.Operation.Phase) switch
    {
        (OperationKind.Delete, _) => DeleteAsync(work),
        (_, OperationPhase.Forward) => ForwardAsync(work),
        (_, OperationPhase.CleanUp) => new CleanUpPhase(work, _stop.Token).RunAsync(StackStatus.UpdateComplete),
        (OperationKind.Create, OperationPhase.RollBack) => RollBackCreationAsync(work),
        (_, OperationPhase.RollBack) => new RollBackPhase(work, _stop.Token).RunAsync(),
        _ => new CleanUpPhase(work, _stop.Token).RunAsync(StackStatus.UpdateRollbackComplete),
    };

    private async Task ForwardAsync(StackWork work)
    {
        try
        {
            await new ForwardPhase(work, _stop.Token).RunAsync();
        }
        catch (StackFailure failure)
        {
            var isCreation = work.Operation.Kind == OperationKind.Create;
            if (work.Operation.OnFailure == OnFailure.DoNothing)
            {
                work.SetStatus(isCreation ? StackStatus.CreateFailed : StackStatus.UpdateFailed, failure.Message, stack => stack with { Operation = null });
                return;
            }

            work.SetStatus(
                isCreation ? StackStatus.RollbackInProgress : StackStatus.UpdateRollbackInProgress,
                isCreation ? $"{failure.Message.TrimEnd(' ', '.')}. Rollback requested by user." : failure.Message,
                stack => StackWork.Entering(stack, OperationPhase.RollBack));
        }
    }

    private async Task RollBackCreationAsync(StackWork work)
    {
        var failed = await new DeletionPhase(work, _stop.Token).RunAsync(isRollback: true);
        if (failed.Count > 0)
        {
            work.SetStatus(StackStatus.RollbackFailed, Undeletable(failed), stack => stack with { Operation = null });
        }
        else if (work.Operation.OnFailure == OnFailure.Delete)
        {
            Deleted(work);
        }
        else
        {
            work.SetStatus(StackStatus.RollbackComplete, null, stack => stack with { Operation = null });
        }
    }

    private async Task DeleteAsync(StackWork work)
    {
        var failed = await new DeletionPhase(work, _stop.Token).RunAsync(isRollback: false);
        if (failed.Count == 0)
        {
            Deleted(work);
            return;
        }

        work.SetStatus(StackStatus.DeleteFailed, Undeletable(failed), stack => stack with { Operation = null });
    }

    private void Deleted(StackWork work)
    {
        parts.ChangeSets.DeleteOf(work.Stack.Id);
        work.SetStatus(StackStatus.DeleteComplete, null, stack => stack with { Operation = null, DeletionTime = parts.Context.Time.GetUtcNow() });
    }

    private static string Undeletable(IReadOnlyList<string> resources) => $"The following resource(s) failed to delete: [{string.Join(", ", resources)}]. ";
}
