using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>
/// One stack on its way from one state to another. Every step is saved before the next, so that a deployment that dies
/// in the middle knows what exists; <see cref="RollBackAsync"/> undoes the steps in reverse.
/// </summary>
internal sealed class StackChange(
    StackRecord before, Action<StackRecord> save, IReadOnlyDictionary<string, IResourceType> types, IProgress<ResourceEvent> progress)
{
    private readonly Stack<Func<CancellationToken, Task>> _undo = new();

    public StackRecord Current { get; private set; } = before;

    public async Task ApplyAsync(ResourceRequest request, ResourceDeclaration declaration, CancellationToken cancellationToken)
    {
        var existing = Current.Find(declaration.LogicalId);
        if (existing is not null && existing.Type == declaration.Type && JsonNode.DeepEquals(existing.Properties, request.Properties))
        {
            return;
        }

        if (existing is not null && existing.Type != declaration.Type)
        {
            await RemoveAsync(existing, cancellationToken);
            existing = null;
        }

        var verb = existing is null ? "CREATE" : "UPDATE";
        Report(declaration.LogicalId, declaration.Type, $"{verb}_IN_PROGRESS");
        var record = await MakeAsync(request, declaration, existing, cancellationToken);
        Save(Current.With(record));
        _undo.Push(existing is null ? token => DeleteAsync(record, token) : token => RestoreAsync(request, existing, record, token));
        Report(declaration.LogicalId, declaration.Type, $"{verb}_COMPLETE");
    }

    public async Task RemoveAllButAsync(IReadOnlySet<string> kept, CancellationToken cancellationToken)
    {
        foreach (var resource in Current.Resources.Reverse().Where(resource => !kept.Contains(resource.LogicalId)).ToList())
        {
            await RemoveAsync(resource, cancellationToken);
        }
    }

    public void Complete(IReadOnlyDictionary<string, string> outputs, IReadOnlyDictionary<string, string> exports) =>
        Save(Current with { Outputs = outputs, Exports = exports });

    public async Task RollBackAsync(CancellationToken cancellationToken)
    {
        while (_undo.TryPop(out var undo))
        {
            await undo(cancellationToken);
        }
    }

    private async Task<ResourceRecord> MakeAsync(
        ResourceRequest request, ResourceDeclaration declaration, ResourceRecord? existing, CancellationToken cancellationToken)
    {
        var type = types[declaration.Type];
        try
        {
            var identity = existing is null
                ? await type.CreateAsync(request, cancellationToken)
                : await type.UpdateAsync(request, existing, cancellationToken);
            return new ResourceRecord
            {
                LogicalId = declaration.LogicalId,
                Type = declaration.Type,
                PhysicalId = identity.PhysicalId,
                Attributes = identity.Attributes,
                Properties = request.Properties.DeepClone().AsObject(),
                Retain = declaration.Retain,
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Report(declaration.LogicalId, declaration.Type, existing is null ? "CREATE_FAILED" : "UPDATE_FAILED", e.Message);
            throw new DeploymentException(request.StackName, declaration.LogicalId, declaration.Type, e);
        }
    }

    private async Task RestoreAsync(ResourceRequest request, ResourceRecord existing, ResourceRecord changed, CancellationToken cancellationToken)
    {
        await types[existing.Type].UpdateAsync(request with { Properties = existing.Properties.DeepClone().AsObject() }, changed, cancellationToken);
        Save(Current.With(existing));
    }

    private async Task RemoveAsync(ResourceRecord resource, CancellationToken cancellationToken)
    {
        if (resource.Retain)
        {
            Save(Current.Without(resource.LogicalId));
            Report(resource.LogicalId, resource.Type, "DELETE_SKIPPED");
        }
        else
        {
            await DeleteAsync(resource, cancellationToken);
        }
    }

    private async Task DeleteAsync(ResourceRecord resource, CancellationToken cancellationToken)
    {
        await types[resource.Type].DeleteAsync(resource, cancellationToken);
        Save(Current.Without(resource.LogicalId));
        Report(resource.LogicalId, resource.Type, "DELETE_COMPLETE");
    }

    private void Save(StackRecord record)
    {
        Current = record;
        save(record);
    }

    private void Report(string logicalId, string type, string status, string? reason = null) =>
        progress.Report(new ResourceEvent(Current.Name, logicalId, type, status, reason));
}
