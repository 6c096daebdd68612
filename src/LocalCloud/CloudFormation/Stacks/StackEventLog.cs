using System.Globalization;
using LocalCloud.Models;
using LocalCloud.Storage;

namespace LocalCloud.CloudFormation.Stacks;

/// <summary>The history of every stack, on disk, and whoever follows it.</summary>
internal sealed class StackEventLog(DocumentStore store, TimeProvider time)
{
    private readonly DocumentCollection<StackEvent> _events = new(store, "cloudformation.events");
    private readonly PersistedCounter _numbers = new(store, "cloudformation.events");
    private long _last;

    /// <summary>Raised after the event is on disk, by whoever does the step.</summary>
    public event Action<StackEvent>? Added;

    public void Add(StackRecord stack) => Add(stack, Of(stack));

    public void Add(StackRecord stack, ResourceRecord resource) => Add(stack, Of(stack, resource));

    /// <summary>The place of an event that is to be written; taken before the transaction that writes it.</summary>
    public long NextNumber() => _numbers.Next();

    /// <summary>Where a stack stands, as a part of the transaction that brings it there.</summary>
    public StackEvent Write(long number, StackRecord stack) => Write(number, stack, Of(stack));

    /// <summary>Lets the followers know of what is on disk.</summary>
    public void Tell(StackEvent written) => Added?.Invoke(written);

    public IReadOnlyList<StackEvent> NewestFirst(string stackId) => [.. _events.Scan($"{stackId}/").Select(row => row.Value).Reverse()];

    private static StackEvent Of(StackRecord stack, ResourceRecord resource) => new()
    {
        EventId = "",
        StackId = stack.Id,
        StackName = stack.Name,
        LogicalResourceId = resource.LogicalId,
        PhysicalResourceId = resource.PhysicalId,
        ResourceType = resource.Type,
        Timestamp = default,
        ResourceStatus = resource.Status,
        ResourceStatusReason = resource.StatusReason,
        ResourceProperties = resource.Properties.ToJsonString(),
    };

    private static StackEvent Of(StackRecord stack) => new()
    {
        EventId = "",
        StackId = stack.Id,
        StackName = stack.Name,
        LogicalResourceId = stack.Name,
        PhysicalResourceId = stack.Id,
        ResourceType = StackRecord.ResourceType,
        Timestamp = default,
        ResourceStatus = stack.Status,
        ResourceStatusReason = stack.StatusReason,
    };

    private void Add(StackRecord stack, StackEvent added)
    {
        var number = NextNumber();
        StackEvent? written = null;
        store.Transact(() => written = Write(number, stack, added));
        Tell(written!);
    }

    /// <summary>Inside a transaction: nobody else writes.</summary>
    private StackEvent Write(long number, StackRecord stack, StackEvent added)
    {
        // No two events at one instant: clients tell events by their ids, and order them by their times.
        _last = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), _last + 1);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_last);
        var complete = added with
        {
            EventId = $"{added.LogicalResourceId}-{added.ResourceStatus}-{Timestamps.Iso(now)}",
            Timestamp = now,
            ClientRequestToken = stack.Operation?.ClientRequestToken,
        };
        _events.Put($"{stack.Id}/{number.ToString("d12", CultureInfo.InvariantCulture)}", complete);
        return complete;
    }
}
