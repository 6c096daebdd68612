using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>Deletes a stack's resources, each before what it uses; one that cannot be deleted keeps what it uses.</summary>
internal sealed class DeletionPhase(StackWork work, CancellationToken stop)
{
    private readonly HashSet<string> _needed = new(StringComparer.Ordinal);

    /// <summary>The resources that could not be deleted.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(bool isRollback)
    {
        var order = work.Stack.Current is { } current ? work.Parts.Version(work.Stack, current).Declared : [];
        var positions = order.Select((declaration, index) => (declaration.LogicalId, index)).ToDictionary(item => item.LogicalId, item => item.index);
        var needs = order.ToDictionary(declaration => declaration.LogicalId, declaration => declaration.Needs.ToList(), StringComparer.Ordinal);
        var failed = new List<string>();
        foreach (var resource in work.Stack.Resources.Where(resource => resource.Exists)
            .OrderByDescending(resource => positions.GetValueOrDefault(resource.LogicalId, int.MaxValue)).ThenByDescending(resource => resource.Sequence).ToList())
        {
            stop.ThrowIfCancellationRequested();
            if (_needed.Contains(resource.LogicalId) || !await DeleteAsync(resource, isRollback, failed))
            {
                _needed.UnionWith(needs.GetValueOrDefault(resource.LogicalId, []));
            }
        }

        return failed;
    }

    private async Task<bool> DeleteAsync(ResourceRecord resource, bool isRollback, List<string> failed)
    {
        if (work.Operation.Skipped.Contains(resource.LogicalId) || work.IsRetained(resource, isRollback))
        {
            work.Put(resource, StackStatus.DeleteSkipped);
            return true;
        }

        work.Put(resource, StackStatus.DeleteInProgress);
        var problem = resource.PhysicalId.Length == 0 ? null
            : await StackWork.TryAsync(() => work.Types[resource.Type].DeleteAsync(resource, stop), stop);
        // An update that failed half-way, or is deleted away, may have left the resource that another was to replace.
        if (problem is null && resource is { IsReplacement: true, Before: { } before })
        {
            problem = await StackWork.TryAsync(() => work.Types[before.Type].DeleteAsync(before, stop), stop);
        }

        work.Put(resource, problem is null ? StackStatus.DeleteComplete : StackStatus.DeleteFailed, problem);
        if (problem is not null)
        {
            failed.Add(resource.LogicalId);
        }

        return problem is null;
    }
}
