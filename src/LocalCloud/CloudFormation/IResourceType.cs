using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>
/// How resources of one type come and go. Everything it does not list is refused when templates are loaded, so that no
/// property is ever ignored in silence.
/// </summary>
public interface IResourceType
{
    string Name { get; }

    /// <summary>The properties it honours, or may ignore because they change nothing on one machine.</summary>
    IReadOnlySet<string> Properties { get; }

    /// <summary>Those of them whose change makes another resource, which replaces the old one.</summary>
    IReadOnlySet<string> CreateOnly { get; }

    /// <summary>The attributes that <c>Fn::GetAtt</c> can ask for.</summary>
    IReadOnlySet<string> Attributes { get; }

    Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken);

    /// <summary>Brings an existing resource to the new properties, keeping its physical id unless a new one is returned.</summary>
    Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken);

    Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken);
}

/// <summary>A resource to make: its resolved properties, and the physical name to use when they give none.</summary>
public sealed record ResourceRequest(string StackName, string LogicalId, JsonObject Properties, string GeneratedName)
{
    /// <summary>
    /// For a type that makes a resource in several calls: says after the first that it exists, so that it is deleted when
    /// another one fails.
    /// </summary>
    public Action<ResourceIdentity> Initiated { get; init; } = _ => { };
}

/// <summary>What a resource answers to <c>Ref</c> and to <c>Fn::GetAtt</c>.</summary>
public sealed record ResourceIdentity(string PhysicalId, IReadOnlyDictionary<string, string> Attributes);
