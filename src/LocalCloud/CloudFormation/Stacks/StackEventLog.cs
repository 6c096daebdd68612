using System.Globalization;
using LocalCloud.Models;
using LocalCloud.Storage;

namespace LocalCloud.CloudFormation.Stacks;

/// <summary>The history of every stack, on disk, and whoever follows it.</summary>
internal sealed class StackEventLog(DocumentStore store, TimeProvider time)
{
    private readonly DocumentCollection<StackEvent> _events = new(store, "cloudformation.events");
    private readonly PersistedCounter _numbers = new(store, "cloudformation.events");
    private readonly Lock _gate = new();
    private long _last;

    /// <summary>Raised after the event is on disk, by whoever does the step.</summary>
    public event Action<StackEvent>? Added;

    public void Add(StackRecord stack, ResourceRecord resource) => Add(stack, new StackEvent
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
    });

    public void Add(StackRecord stack) => Add(stack, new StackEvent
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
    });

    public IReadOnlyList<StackEvent> NewestFirst(string stackId) => [.. _events.Scan($"{stackId}/").Select(row => row.Value).Reverse()];

    private void Add(StackRecord stack, StackEvent added)
    {
        StackEvent complete;
        lock (_gate)
        {
            // No two events at one instant: clients tell events by their ids, and order them by their times.
            _last = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), _last + 1);
            var now = DateTimeOffset.FromUnixTimeMilliseconds(_last);
            complete = added with
            {
                EventId = $"{added.LogicalResourceId}-{added.ResourceStatus}-{Timestamps.Iso(now)}",
                Timestamp = now,
                ClientRequestToken = stack.Operation?.ClientRequestToken,
            };
            _events.Put($"{stack.Id}/{_numbers.Next().ToString("d12", CultureInfo.InvariantCulture)}", complete);
        }

        Added?.Invoke(complete);
    }
}
