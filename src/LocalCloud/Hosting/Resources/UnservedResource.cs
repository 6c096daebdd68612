using System.Security.Cryptography;
using System.Text;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary>
/// A resource of a service that is not here, with an id for others to refer to and nothing behind it: no network is enforced, nothing is encrypted under a key,
/// nothing is recorded by a trail. Its properties are checked like everybody's.
/// </summary>
internal sealed class UnservedResource(string name, string prefix, string[] properties, IReadOnlyDictionary<string, Func<string, string>> attributes)
    : ResourceType(name, properties, [.. attributes.Keys])
{
    private const int Digits = 17;

    public override Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var id = prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.GeneratedName)))[..Digits];
        return Task.FromResult(Identity(id, [.. attributes.Select(attribute => (attribute.Key, attribute.Value(id)))]));
    }

    /// <summary>It stays what it was: there is nothing to change.</summary>
    public override Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken) =>
        Task.FromResult(Identity(current.PhysicalId, [.. attributes.Select(attribute => (attribute.Key, attribute.Value(current.PhysicalId)))]));

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) => Task.CompletedTask;
}
