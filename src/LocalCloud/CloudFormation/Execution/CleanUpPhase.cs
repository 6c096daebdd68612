using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>
/// Deletes what a stack no longer needs. As in CloudFormation the stack has succeeded, or is rolled back, by then: a resource
/// that cannot be deleted is told and left alone.
/// </summary>
internal sealed class CleanUpPhase(StackWork work, CancellationToken stop)
{
    public async Task RunAsync(string finalStatus)
    {
        while (work.Operation.Discards is [var resource, ..])
        {
            stop.ThrowIfCancellationRequested();
            await DiscardAsync(resource);
            work.Parts.Stacks.Change(work.Stack.Id, stack => StackWork.Entering(stack, stack.Operation!.Phase, [.. stack.Operation.Discards.Skip(1)]));
        }

        work.SetStatus(finalStatus, null, stack => stack with { Operation = null });
    }

    private async Task DiscardAsync(ResourceRecord resource)
    {
        var isCreatedHere = work.Operation.Phase == OperationPhase.CleanUpRollback;
        if (work.IsRetained(resource, isCreatedHere) || work.IsStillUsed(resource))
        {
            work.Tell(resource, StackStatus.DeleteSkipped);
            return;
        }

        work.Tell(resource, StackStatus.DeleteInProgress);
        var problem = resource.PhysicalId.Length == 0 ? null
            : await StackWork.TryAsync(() => work.Types[resource.Type].DeleteAsync(resource, stop), stop);
        work.Tell(resource, problem is null ? StackStatus.DeleteComplete : StackStatus.DeleteFailed, problem);
    }
}
