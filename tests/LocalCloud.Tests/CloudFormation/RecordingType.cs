using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Tests.CloudFormation;

/// <summary>A resource type that writes down what was asked of it and what exists, and fails or waits where a property says so.</summary>
internal sealed class RecordingType(string name, List<string> log) : IResourceType
{
    private readonly HashSet<string> _existing = new(StringComparer.Ordinal);
    private TaskCompletionSource _reached = Signal();
    private TaskCompletionSource _released = Signal();

    string IResourceType.Name => name;

    public IReadOnlySet<string> Properties { get; } =
        new HashSet<string> { "Text", "Fail", "FailHalfway", "FailToDelete", "Initiate", "Wait", "Other", "RoleName", "Name" };

    public IReadOnlySet<string> CreateOnly { get; } = new HashSet<string> { "Name" };

    public IReadOnlySet<string> Attributes { get; } = new HashSet<string> { "Arn" };

    /// <summary>While true, nothing can be updated.</summary>
    public bool Broken { get; set; }

    /// <summary>While true, nothing can be made.</summary>
    public bool Closed { get; set; }

    /// <summary>While true, what has <c>FailToDelete</c> cannot be deleted.</summary>
    public bool Stuck { get; set; } = true;

    /// <summary>The physical ids of what was made and not deleted.</summary>
    public IEnumerable<string> Existing => _existing.Order(StringComparer.Ordinal);

    /// <summary>Ends when a resource with <c>Wait</c> is being made or changed.</summary>
    public Task ReachedAsync() => _reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>Lets what waits go on, and everything after it.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Lets the next one wait again.</summary>
    public void Hold() => (_reached, _released) = (Signal(), Signal());

    public async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var identity = new ResourceIdentity(
            request.Properties["Name"]?.ToString() ?? $"id-{request.LogicalId}", new Dictionary<string, string> { ["Arn"] = $"arn:{request.LogicalId}" });
        ThrowIfAsked(request.Properties, "Fail");
        if (Closed)
        {
            throw new InvalidOperationException("closed");
        }

        lock (log)
        {
            _existing.Add(identity.PhysicalId);
        }

        if (request.Properties["FailHalfway"] is not null || request.Properties["Initiate"] is not null)
        {
            request.Initiated(identity);
            ThrowIfAsked(request.Properties, "FailHalfway");
        }

        Write($"create {request.LogicalId} {request.Properties.ToJsonString()}");
        await WaitIfAskedAsync(request.Properties, cancellationToken);
        return identity;
    }

    public async Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken)
    {
        ThrowIfAsked(request.Properties, "Fail");
        if (Broken)
        {
            throw new InvalidOperationException("broken");
        }

        Write($"update {request.LogicalId} {request.Properties.ToJsonString()}");
        await WaitIfAskedAsync(request.Properties, cancellationToken);
        return new ResourceIdentity(current.PhysicalId, current.Attributes);
    }

    public async Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        Write($"delete {current.LogicalId}");
        await WaitIfAskedAsync(current.Properties, cancellationToken);
        if (Stuck)
        {
            ThrowIfAsked(current.Properties, "FailToDelete");
        }

        lock (log)
        {
            _existing.Remove(current.PhysicalId);
        }
    }

    private void Write(string line)
    {
        lock (log)
        {
            log.Add(line);
        }
    }

    private async Task WaitIfAskedAsync(JsonObject properties, CancellationToken cancellationToken)
    {
        if (properties["Wait"] is not null)
        {
            _reached.TrySetResult();
            await _released.Task.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void ThrowIfAsked(JsonObject properties, string property)
    {
        if (properties[property] is { } reason)
        {
            throw new InvalidOperationException(reason.ToString());
        }
    }
}
