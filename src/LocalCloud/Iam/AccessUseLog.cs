using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LocalCloud.Storage;

namespace LocalCloud.Iam;

/// <summary>Every distinct permission that a role has used, kept across restarts. Keys of S3 objects are cut to the prefixes that statements grant, log streams to their group.</summary>
public sealed class AccessUseLog
{
    private const string Collection = "iam.uses";

    private readonly DocumentStore _store;
    private readonly ConcurrentDictionary<AccessUse, byte> _uses = new();

    public AccessUseLog(DocumentStore store)
    {
        _store = store;
        foreach (var (_, document) in store.Scan(Collection))
        {
            _uses.TryAdd(new((string)document["Role"]!, (string)document["Action"]!, (string)document["Resource"]!), 0);
        }
    }

    private static string Cut(string resource)
    {
        const string s3 = "arn:aws:s3:::";
        const string stream = ":log-stream:";
        if (resource.IndexOf(stream, StringComparison.Ordinal) is var mark and >= 0)
        {
            // Every process has a stream of its own.
            return resource[..(mark + stream.Length)] + "*";
        }

        if (!resource.StartsWith(s3, StringComparison.Ordinal))
        {
            return resource;
        }

        // The bucket and two segments of the key.
        var parts = resource.Split('/', 4);
        return parts.Length < 4 ? resource : string.Join('/', parts[..3]) + "/*";
    }

    public IReadOnlyCollection<AccessUse> All => [.. _uses.Keys];

    public void Add(AccessUse exact)
    {
        var use = exact with { Resource = Cut(exact.Resource) };
        if (_uses.TryAdd(use, 0))
        {
            _store.Put(Collection, $"{use.Role}|{use.Action}|{use.Resource}",
                new() { ["Role"] = use.Role, ["Action"] = use.Action, ["Resource"] = use.Resource });
        }
    }
}
