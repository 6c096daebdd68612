using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary>
/// A resource type made of calls to the service's own API, as CloudFormation makes them: by the account, validated like
/// anybody's. Creating what exists already (a deployment that died in between) brings it to the properties instead.
/// </summary>
internal abstract class ResourceType(string name, string[] properties, string[] attributes) : IResourceType
{
    public string Name { get; } = name;

    public IReadOnlySet<string> Properties { get; } = new HashSet<string>(properties, StringComparer.Ordinal);

    public IReadOnlySet<string> Attributes { get; } = new HashSet<string>(attributes, StringComparer.Ordinal);

    /// <summary>Names, and what a resource is attached to, unless a type has others; a metric's name is not the name of the alarm on it.</summary>
    public virtual IReadOnlySet<string> CreateOnly { get; } =
        properties.Where(property => property is "Bucket" or "Queues" or "Topics" || (property.EndsWith("Name", StringComparison.Ordinal) && property is not ("DisplayName" or "MetricName")))
            .ToHashSet(StringComparer.Ordinal);

    public abstract Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken);

    public virtual Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken) =>
        CreateAsync(request, cancellationToken);

    public abstract Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken);

    protected static ResourceIdentity Identity(string physicalId, params (string Name, string Value)[] attributes) =>
        new(physicalId, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal));

    /// <summary>The named members of <paramref name="properties"/> that are present, renamed as <c>Given:Member</c> says.</summary>
    protected static JsonObject Pick(JsonObject properties, params string[] names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
        {
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            var (from, to) = colon < 0 ? (name, name) : (name[..colon], name[(colon + 1)..]);
            if (properties[from] is { } value)
            {
                picked[to] = value.DeepClone();
            }
        }

        return picked;
    }
}
