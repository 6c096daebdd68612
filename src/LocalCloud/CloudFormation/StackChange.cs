using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>
/// One stack on its way from one state to another. Every step is saved before and after, so that a deployment that dies in
/// the middle knows what exists and what is in doubt; <see cref="RollBackAsync"/> undoes the steps in reverse.
/// </summary>
internal sealed class StackChange(
    StackRecord before, Action<StackRecord> save, IReadOnlyDictionary<string, IResourceType> types, IProgress<ResourceEvent> progress)
{
    private readonly Stack<Func<Task>> _undo = new();
    private readonly List<ResourceRecord> _replaced = [];

    public StackRecord Current { get; private set; } = before;

    public async Task ApplyAsync(ResourceRequest request, ResourceDeclaration declaration, CancellationToken cancellationToken)
    {
        var existing = Current.Find(declaration.LogicalId);
        if (existing is null || IsReplaced(existing, request, declaration))
        {
            await CreateAsync(request, declaration, existing, cancellationToken);
        }
        else if (existing.InDoubt || !JsonNode.DeepEquals(existing.Properties, request.Properties))
        {
            await UpdateAsync(request, declaration, existing, cancellationToken);
        }
        else if (existing.Retain != declaration.Retain)
        {
            Save(Current.With(existing with { Retain = declaration.Retain }));
        }
    }

    /// <summary>
    /// Deletes what the template no longer has and what was replaced. As in CloudFormation, the deployment has succeeded by
    /// then: a resource that cannot be deleted is reported and left alone.
    /// </summary>
    public async Task CleanUpAsync(IReadOnlySet<string> kept, CancellationToken cancellationToken)
    {
        var remaining = Current.Resources.Where(resource => kept.Contains(resource.LogicalId)).ToList();
        foreach (var resource in Current.Resources.Reverse().Except(remaining).ToList())
        {
            await DeleteLeftoverAsync(resource, remaining, cancellationToken);
            Save(Current.Without(resource.LogicalId));
        }

        foreach (var resource in _replaced)
        {
            await DeleteLeftoverAsync(resource, remaining, cancellationToken);
        }
    }

    public void Complete(IReadOnlyDictionary<string, string> outputs, IReadOnlyDictionary<string, string> exports) =>
        Save(Current with { Outputs = outputs, Exports = exports });

    public async Task RollBackAsync()
    {
        while (_undo.TryPop(out var undo))
        {
            await undo();
        }
    }

    private async Task CreateAsync(ResourceRequest request, ResourceDeclaration declaration, ResourceRecord? old, CancellationToken cancellationToken)
    {
        Report(declaration.LogicalId, declaration.Type, "CREATE_IN_PROGRESS");
        var type = types[declaration.Type];
        var identity = await AttemptAsync(declaration, "CREATE", () => type.CreateAsync(request, cancellationToken));
        var record = Record(request, declaration, identity);
        if (old is not null)
        {
            _replaced.Add(old);
        }

        _undo.Push(async () =>
        {
            Save(old is null ? Current.Without(record.LogicalId) : Current.With(old));
            await TryAsync(record, "DELETE", () => type.DeleteAsync(record, CancellationToken.None));
        });
        Save(Current.With(record));
        Report(declaration.LogicalId, declaration.Type, "CREATE_COMPLETE");
    }

    private async Task UpdateAsync(ResourceRequest request, ResourceDeclaration declaration, ResourceRecord existing, CancellationToken cancellationToken)
    {
        Report(declaration.LogicalId, declaration.Type, "UPDATE_IN_PROGRESS");
        var type = types[declaration.Type];
        var wanted = existing with { Properties = request.Properties.DeepClone().AsObject() };
        // Half an update may have happened when this throws or the process dies: until it is whole, the record says so.
        Save(Current.With(existing with { InDoubt = true }));
        _undo.Push(() => TryAsync(existing, "UPDATE", async () =>
        {
            await type.UpdateAsync(request with { Properties = existing.Properties.DeepClone().AsObject() }, wanted, CancellationToken.None);
            Save(Current.With(existing));
        }));
        var identity = await AttemptAsync(declaration, "UPDATE", () => type.UpdateAsync(request, existing, cancellationToken));
        Save(Current.With(Record(request, declaration, identity)));
        Report(declaration.LogicalId, declaration.Type, "UPDATE_COMPLETE");
    }

    /// <summary>A property that is part of what a resource is can only be changed by making another.</summary>
    private bool IsReplaced(ResourceRecord existing, ResourceRequest request, ResourceDeclaration declaration) =>
        existing.Type != declaration.Type
        || types[declaration.Type].CreateOnly.Any(name => !JsonNode.DeepEquals(existing.Properties[name], request.Properties[name]));

    /// <summary>A resource that goes on under another logical id is the same resource: it stays.</summary>
    private async Task DeleteLeftoverAsync(ResourceRecord resource, List<ResourceRecord> remaining, CancellationToken cancellationToken)
    {
        var isStillUsed = remaining.Exists(other =>
            other.Type == resource.Type && other.PhysicalId == resource.PhysicalId
            && types[resource.Type].CreateOnly.All(name => JsonNode.DeepEquals(other.Properties[name], resource.Properties[name])));
        if (resource.Retain || isStillUsed)
        {
            Report(resource.LogicalId, resource.Type, "DELETE_SKIPPED");
        }
        else if (await TryAsync(resource, "DELETE", () => types[resource.Type].DeleteAsync(resource, cancellationToken)))
        {
            Report(resource.LogicalId, resource.Type, "DELETE_COMPLETE");
        }
    }

    private async Task<ResourceIdentity> AttemptAsync(ResourceDeclaration declaration, string verb, Func<Task<ResourceIdentity>> make)
    {
        try
        {
            return await make();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Report(declaration.LogicalId, declaration.Type, $"{verb}_FAILED", e.Message);
            throw new DeploymentException(Current.Name, declaration.LogicalId, declaration.Type, e);
        }
    }

    /// <summary>For steps whose failure must stop nothing else: says what went wrong and answers false.</summary>
    private async Task<bool> TryAsync(ResourceRecord resource, string verb, Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Report(resource.LogicalId, resource.Type, $"{verb}_FAILED", e.Message);
            return false;
        }
    }

    private static ResourceRecord Record(ResourceRequest request, ResourceDeclaration declaration, ResourceIdentity identity) => new()
    {
        LogicalId = declaration.LogicalId,
        Type = declaration.Type,
        PhysicalId = identity.PhysicalId,
        Attributes = identity.Attributes,
        Properties = request.Properties.DeepClone().AsObject(),
        Retain = declaration.Retain,
    };

    private void Save(StackRecord record)
    {
        Current = record;
        save(record);
    }

    private void Report(string logicalId, string type, string status, string? reason = null) =>
        progress.Report(new ResourceEvent(Current.Name, logicalId, type, status, reason));
}
