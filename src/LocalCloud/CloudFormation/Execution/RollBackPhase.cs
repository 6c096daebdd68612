using System.Text.Json.Nodes;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>Puts back what a failed update has changed, the last change first; what it has made is deleted afterwards.</summary>
internal sealed class RollBackPhase(StackWork work, CancellationToken stop)
{
    public async Task RunAsync()
    {
        var failed = new List<string>();
        var discards = work.Operation.Discards.ToList();
        foreach (var resource in work.Stack.Resources.Where(resource => resource.Exists && resource.IsChanging).Reverse().ToList())
        {
            stop.ThrowIfCancellationRequested();
            if (resource.Before is null || resource.IsReplacement)
            {
                discards.Add(resource.Settled);
            }
            else if (!await PutBackAsync(resource, resource.Before))
            {
                failed.Add(resource.LogicalId);
            }
        }

        if (failed.Count > 0)
        {
            work.SetStatus(StackStatus.UpdateRollbackFailed, $"The following resource(s) failed to update: [{string.Join(", ", failed)}]. ", stack => stack with { Operation = null });
            return;
        }

        work.SetStatus(StackStatus.UpdateRollbackCleanup, null, stack => StackWork.Entering(stack, OperationPhase.CleanUpRollback, discards) with
        {
            Resources = [.. stack.Resources.Where(resource => resource.Before is not null || !resource.IsChanging).Select(resource => resource.IsReplacement ? resource.Before! : resource)],
        });
    }

    private async Task<bool> PutBackAsync(ResourceRecord changed, ResourceRecord before)
    {
        if (work.Operation.Skipped.Contains(changed.LogicalId))
        {
            work.Put(before, StackStatus.UpdateComplete);
            return true;
        }

        if (!changed.IsInDoubt && JsonNode.DeepEquals(changed.Properties, before.Properties))
        {
            work.Parts.Stacks.Put(work.Stack.Id, before);
            return true;
        }

        changed = work.Put(changed, StackStatus.UpdateInProgress);
        var name = GeneratedName.For(work.Parts.Context.Identity, work.Stack.Name, before.LogicalId);
        var request = new ResourceRequest(work.Stack.Name, before.LogicalId, before.Properties.DeepClone().AsObject(), name);
        var problem = await StackWork.TryAsync(() => work.Types[before.Type].UpdateAsync(request, changed, stop), stop);
        work.Put(problem is null ? before : changed, problem is null ? StackStatus.UpdateComplete : StackStatus.UpdateFailed, problem);
        return problem is null;
    }
}
