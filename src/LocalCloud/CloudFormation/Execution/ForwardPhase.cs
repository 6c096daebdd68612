using System.Text.Json.Nodes;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>Brings a stack's resources to the version it is to be at, one after the other, each after what it uses. Done twice, it changes nothing.</summary>
internal sealed class ForwardPhase(StackWork work, CancellationToken stop)
{
    private readonly StackVersion _version = work.Parts.Version(work.Stack, work.Operation.Target!);

    /// <exception cref="StackFailure">A resource failed, or the version cannot be.</exception>
    public async Task RunAsync()
    {
        foreach (var declaration in _version.Order)
        {
            stop.ThrowIfCancellationRequested();
            if (work.Operation.IsCancelled)
            {
                throw new StackFailure("Update cancelled by user.");
            }

            await ApplyAsync(declaration);
        }

        new StackCommit(work, _version).Run();
    }

    private async Task ApplyAsync(ResourceDeclaration declaration)
    {
        var existing = work.Stack.Find(declaration.LogicalId);
        var request = Resolve(declaration, existing);
        if (existing is null || existing.IsBeingCreated || IsReplaced(existing, request))
        {
            await CreateAsync(declaration, request, existing);
        }
        else if (existing.IsInDoubt || !JsonNode.DeepEquals(existing.Properties, request.Properties))
        {
            await UpdateAsync(declaration, request, existing);
        }
        else if (!IsDeclaredAs(existing, declaration))
        {
            work.Parts.Stacks.Put(work.Stack.Id, With(Changing(existing), declaration));
        }
    }

    private ResourceRequest Resolve(ResourceDeclaration declaration, ResourceRecord? existing)
    {
        try
        {
            return _version.Request(declaration, work.Stack.Resources);
        }
        catch (InvalidOperationException e)
        {
            throw existing is null ? Failed(New(declaration, []), "create", e.Message) : Failed(Changing(existing), "update", e.Message);
        }
    }

    private async Task CreateAsync(ResourceDeclaration declaration, ResourceRequest request, ResourceRecord? existing)
    {
        if (existing is { IsChanging: true, IsBeingCreated: false })
        {
            throw Failed(existing, "update", "Replacement type updates not supported on stack with disable-rollback.");
        }

        var replaced = existing is { IsBeingCreated: true } ? existing.Before : existing;
        var record = New(declaration, request.Properties) with { Before = replaced, IsReplacement = replaced is not null, IsChanging = true };
        if (existing is { IsBeingCreated: true, PhysicalId.Length: > 0 })
        {
            record = await TakeUpAsync(record, request, existing);
        }

        record = work.Put(record, StackStatus.CreateInProgress);
        if (new NameOwners(work).Of(request, declaration.Type) is var (owner, name))
        {
            throw Failed(record, "create", $"{name} already exists in stack {owner}");
        }

        ResourceIdentity? identity = null;
        request = request with
        {
            Initiated = made => record = record.PhysicalId == made.PhysicalId
                ? record : work.Put(Known(record, made), StackStatus.CreateInProgress, "Resource creation Initiated"),
        };
        var problem = await StackWork.TryAsync(async () => identity = await work.Types[declaration.Type].CreateAsync(request, stop), stop);
        if (problem is not null)
        {
            throw Failed(record, "create", problem);
        }

        work.Put(Known(record, identity!), StackStatus.CreateComplete);
    }

    /// <summary>
    /// A creation that was cut off, or has failed halfway: what is known of it must not be forgotten, should this one fail
    /// earlier. What is to be another resource now is deleted first.
    /// </summary>
    private async Task<ResourceRecord> TakeUpAsync(ResourceRecord record, ResourceRequest request, ResourceRecord existing)
    {
        if (!IsReplaced(existing, request))
        {
            return record with { PhysicalId = existing.PhysicalId, Attributes = existing.Attributes };
        }

        return await StackWork.TryAsync(() => work.Types[existing.Type].DeleteAsync(existing, stop), stop) is { } problem
            ? throw Failed(existing, "create", problem)
            : record;
    }

    private async Task UpdateAsync(ResourceDeclaration declaration, ResourceRequest request, ResourceRecord existing)
    {
        var record = Changing(existing);
        // Half an update may have happened when this throws or the process dies: until it is whole, the record says so.
        record = work.Put(record, StackStatus.UpdateInProgress);
        ResourceIdentity? identity = null;
        var problem = await StackWork.TryAsync(async () => identity = await work.Types[declaration.Type].UpdateAsync(request, existing, stop), stop);
        if (problem is not null)
        {
            throw Failed(record, "update", problem);
        }

        var updated = With(record, declaration) with { Properties = request.Properties.DeepClone().AsObject() };
        work.Put(Known(updated, identity!), StackStatus.UpdateComplete);
    }

    /// <summary>A property that is part of what a resource is can only be changed by making another.</summary>
    private bool IsReplaced(ResourceRecord existing, ResourceRequest request) =>
        work.Types[existing.Type].CreateOnly.Any(name => !JsonNode.DeepEquals(existing.Properties[name], request.Properties[name]));

    private StackFailure Failed(ResourceRecord record, string verb, string problem)
    {
        work.Put(record with { IsChanging = true }, verb == "create" ? StackStatus.CreateFailed : StackStatus.UpdateFailed, problem);
        return new StackFailure($"The following resource(s) failed to {verb}: [{record.LogicalId}]. ");
    }

    /// <summary>Remembers what to put back: what it was before the first of all the changes that are under way.</summary>
    private static ResourceRecord Changing(ResourceRecord existing) =>
        existing.IsChanging ? existing : existing with { Before = existing, IsChanging = true };

    private static bool IsDeclaredAs(ResourceRecord record, ResourceDeclaration declaration) =>
        record.DeletionPolicy == declaration.DeletionPolicy && record.UpdateReplacePolicy == declaration.UpdateReplacePolicy
        && JsonNode.DeepEquals(record.Metadata, declaration.Metadata);

    private static ResourceRecord New(ResourceDeclaration declaration, JsonObject properties) => With(
        new ResourceRecord
        {
            LogicalId = declaration.LogicalId,
            Type = declaration.Type,
            PhysicalId = "",
            Attributes = new Dictionary<string, string>(),
            Properties = properties.DeepClone().AsObject(),
        },
        declaration);

    private static ResourceRecord With(ResourceRecord record, ResourceDeclaration declaration) => record with
    {
        DeletionPolicy = declaration.DeletionPolicy,
        UpdateReplacePolicy = declaration.UpdateReplacePolicy,
        Metadata = declaration.Metadata,
    };

    private static ResourceRecord Known(ResourceRecord record, ResourceIdentity identity) =>
        record with { PhysicalId = identity.PhysicalId, Attributes = identity.Attributes };
}
