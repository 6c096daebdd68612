using LocalCloud.Api;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>
/// One stack with something under way: its steps, each saved before and after it is done, so that whoever goes on after the
/// end of the process knows what exists and what is in doubt.
/// </summary>
internal sealed class StackWork(StackParts parts, string stackId)
{
    private IReadOnlyDictionary<string, IResourceType>? _types;

    public StackParts Parts => parts;

    public StackRecord Stack => parts.Stacks.Get(stackId);

    public StackOperation Operation => Stack.Operation!;

    public IReadOnlyDictionary<string, IResourceType> Types => _types ??= parts.Context.Types(Actor());

    public StackRecord SetStatus(string status, string? reason, Func<StackRecord, StackRecord>? also = null) => parts.SetStatus(stackId, status, reason, also);

    public static StackRecord Entering(StackRecord stack, OperationPhase phase, IReadOnlyList<ResourceRecord>? discards = null) =>
        stack with { Operation = stack.Operation! with { Phase = phase, Discards = discards ?? stack.Operation.Discards } };

    /// <summary>Saves the resource as it stands now and writes that into the history.</summary>
    public ResourceRecord Put(ResourceRecord resource, string status, string? reason = null)
    {
        var now = resource with { Status = status, StatusReason = reason, LastUpdated = parts.Context.Time.GetUtcNow() };
        parts.Stacks.Put(stackId, now);
        parts.Events.Add(Stack, now);
        return now;
    }

    /// <summary>Writes into the history what happens to a resource that is no longer one of the stack's.</summary>
    public void Tell(ResourceRecord resource, string status, string? reason = null) =>
        parts.Events.Add(Stack, resource with { Status = status, StatusReason = reason });

    /// <summary>Null when the step was done, else why it was not. Only the cloud's stop ends a step without an answer.</summary>
    public static async Task<string?> TryAsync(Func<Task> step, CancellationToken stop)
    {
        try
        {
            await step();
            return null;
        }
        catch (Exception e) when (!(e is OperationCanceledException && stop.IsCancellationRequested))
        {
            return e.Message;
        }
    }

    /// <summary>What its template wants left alone when it leaves the stack; with the operation that made it, if that is undone, only <c>Retain</c> does.</summary>
    public bool IsRetained(ResourceRecord resource, bool isUndone) => resource.DeletionPolicy switch
    {
        "Retain" => !(isUndone && Operation.RetainExceptOnCreate),
        "RetainExceptOnCreate" => !isUndone,
        _ => false,
    };

    /// <summary>A resource that goes on under another logical id is the same resource.</summary>
    public bool IsStillUsed(ResourceRecord resource) => Stack.Resources.Any(other =>
        other.Exists && other.Type == resource.Type && other.PhysicalId == resource.PhysicalId
        && Types[resource.Type].CreateOnly.All(name => System.Text.Json.Nodes.JsonNode.DeepEquals(other.Properties[name], resource.Properties[name])));

    /// <summary>The role of the stack or else whoever asked: whose permissions the calls need.</summary>
    private Principal Actor()
    {
        var account = parts.Context.Identity.Account;
        return (Operation.Target ?? Stack.Current)?.RoleArn is { } role
            ? new Principal.Role(account, role[(role.LastIndexOf('/') + 1)..], "AWSCloudFormation")
            : Operation.Caller(account);
    }
}
