using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Tests.CloudFormation;

/// <summary>A resource type that writes down what was asked of it, and fails where a property says so.</summary>
internal sealed class RecordingType(string name, List<string> log) : IResourceType
{
    public string Name => name;

    public IReadOnlySet<string> Properties { get; } = new HashSet<string> { "Text", "Fail", "FailToDelete", "Other", nameof(Name) };

    public IReadOnlySet<string> CreateOnly { get; } = new HashSet<string> { nameof(Name) };

    /// <summary>While true, nothing can be updated.</summary>
    public bool Broken { get; set; }

    public IReadOnlySet<string> Attributes { get; } = new HashSet<string> { "Arn" };

    public Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        ThrowIfAsked(request.Properties);
        log.Add($"create {request.LogicalId} {request.Properties.ToJsonString()}");
        return Task.FromResult(new ResourceIdentity(request.Properties[nameof(Name)]?.ToString() ?? $"id-{request.LogicalId}", new Dictionary<string, string> { ["Arn"] = $"arn:{request.LogicalId}" }));
    }

    public Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken)
    {
        ThrowIfAsked(request.Properties);
        if (Broken)
        {
            throw new InvalidOperationException("broken");
        }

        log.Add($"update {request.LogicalId} {request.Properties.ToJsonString()}");
        return Task.FromResult(new ResourceIdentity(current.PhysicalId, current.Attributes));
    }

    public Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        log.Add($"delete {current.LogicalId}");
        if (current.Properties["FailToDelete"] is { } reason)
        {
            throw new InvalidOperationException(reason.ToString());
        }

        return Task.CompletedTask;
    }

    private static void ThrowIfAsked(JsonObject properties)
    {
        if (properties["Fail"] is { } reason)
        {
            throw new InvalidOperationException(reason.ToString());
        }
    }
}
