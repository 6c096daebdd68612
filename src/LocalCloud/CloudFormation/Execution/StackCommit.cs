using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>Makes the version whose resources are all there the stack's own.</summary>
internal sealed class StackCommit(StackWork work, StackVersion version)
{
    /// <summary>The version is reached. What is deleted from here on can no longer make it fail.</summary>
    public void Run()
    {
        var (stack, target) = (work.Stack, work.Operation.Target!);
        var (outputs, exports) = Evaluate(stack);
        var kept = version.Order.Select(declaration => declaration.LogicalId).ToHashSet(StringComparer.Ordinal);
        var existing = stack.Resources.Where(resource => resource.Exists).ToList();
        var dropped = existing.Where(resource => !kept.Contains(resource.LogicalId)).OrderBy(Position(stack)).ToList();
        var replaced = existing.Where(resource => kept.Contains(resource.LogicalId) && resource.IsReplacement)
            .Select(resource => resource.Before! with { DeletionPolicy = resource.Before!.UpdateReplacePolicy }).Reverse();
        var isUpdate = work.Operation.Kind == OperationKind.Update;
        work.SetStatus(isUpdate ? StackStatus.UpdateCompleteCleanup : StackStatus.CreateComplete, null, current =>
        {
            // Here, where no other stack can commit: two must not export one name.
            CheckExports(current, exports);
            return current with
            {
                Current = target,
                Outputs = outputs,
                Exports = exports,
                Imports = version.Imports,
                Operation = isUpdate ? current.Operation! with { Phase = OperationPhase.CleanUp, Discards = [.. dropped, .. replaced] } : null,
                Resources = [.. existing.Where(resource => kept.Contains(resource.LogicalId)).Select(resource => resource.Settled)],
            };
        });
    }

    private (Dictionary<string, string> Outputs, Dictionary<string, string> Exports) Evaluate(StackRecord stack)
    {
        try
        {
            return (version.Outputs(stack.Resources), version.Exports(stack.Resources));
        }
        catch (InvalidOperationException e)
        {
            throw new StackFailure(e.Message);
        }
    }

    private void CheckExports(StackRecord stack, Dictionary<string, string> exports)
    {
        foreach (var (name, value) in exports)
        {
            if (work.Parts.Stacks.Live.FirstOrDefault(other => other.Id != stack.Id && other.Exports.ContainsKey(name)) is { } owner)
            {
                throw new StackFailure($"Export with name {name} is already exported by stack {owner.Name}");
            }

            if (stack.Exports.TryGetValue(name, out var before) && before != value && work.Parts.Importers(name) is { Count: > 0 } users)
            {
                throw new StackFailure($"Export {name} cannot be updated as it is in use by {string.Join(" and ", users)}");
            }
        }

        foreach (var name in stack.Exports.Keys.Where(name => !exports.ContainsKey(name)))
        {
            if (work.Parts.Importers(name) is { Count: > 0 } users)
            {
                throw new StackFailure($"Export {name} cannot be deleted as it is in use by {string.Join(" and ", users)}");
            }
        }
    }

    /// <summary>A dropped resource goes before what it used.</summary>
    private Func<ResourceRecord, int> Position(StackRecord stack)
    {
        var order = stack.Current is { } current ? work.Parts.Version(stack, current).Declared.Select(declaration => declaration.LogicalId).ToList() : [];
        return resource => -order.IndexOf(resource.LogicalId);
    }
}
