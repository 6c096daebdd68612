using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Storage;

namespace LocalCloud.Iam;

/// <summary>
/// Issues and remembers access keys: one pair for the account's root, and temporary ones per role session, of which those
/// that AssumeRole gave outlive a restart. Secrets leave it only through <see cref="Credentials"/>.
/// </summary>
public sealed class CredentialStore
{
    private const string Collection = "iam.credentials";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    private readonly DocumentStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Credentials> _known = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private DateTimeOffset _nextPurge;

    public CredentialStore(DocumentStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        foreach (var (key, document) in store.Scan(Collection))
        {
            _known[key] = Read(document);
        }
    }

    /// <summary>The root's key pair; made on the first call for an account and the same ever after.</summary>
    public Credentials EnsureRoot(string account)
    {
        lock (_gate)
        {
            return _known.Values.FirstOrDefault(known => known.Principal == new Principal.Root(account)) ?? Keep(new()
            {
                AccessKeyId = NewKeyId("AKIA"),
                SecretAccessKey = NewSecret(),
                Principal = new Principal.Root(account),
            });
        }
    }

    /// <summary>Registers a pair that the user chose for the root, such as the one in a shared profile.</summary>
    public Credentials AddRoot(string account, string accessKeyId, string secretAccessKey)
    {
        lock (_gate)
        {
            return Keep(new() { AccessKeyId = accessKeyId, SecretAccessKey = secretAccessKey, Principal = new Principal.Root(account) });
        }
    }

    /// <summary>Temporary credentials of a role's session.</summary>
    public Credentials Issue(Principal.Role session, TimeSpan lifetime)
    {
        lock (_gate)
        {
            PurgeLocked();
            return Keep(new()
            {
                AccessKeyId = NewKeyId("ASIA"),
                SecretAccessKey = NewSecret(),
                SessionToken = Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)),
                Expiration = _time.GetUtcNow() + lifetime,
                Principal = session,
            });
        }
    }

    /// <summary>
    /// Keys of a process that this cloud runs. They end with the cloud, as the process does, and so are never stored;
    /// they have no lifetime, because the cloud's clock may run much faster than the process.
    /// </summary>
    public Credentials IssueToProcess(Principal.Role session)
    {
        var credentials = new Credentials
        {
            AccessKeyId = NewKeyId("ASIA"),
            SecretAccessKey = NewSecret(),
            SessionToken = Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)),
            Principal = session,
        };
        return _known[credentials.AccessKeyId] = credentials;
    }

    public Credentials? Find(string accessKeyId) => _known.GetValueOrDefault(accessKeyId);

    // Every AssumeRole takes a pair: without this the store would only ever grow.
    private void PurgeLocked()
    {
        var now = _time.GetUtcNow();
        if (now < _nextPurge)
        {
            return;
        }

        _nextPurge = now + PurgeInterval;
        foreach (var expired in _known.Values.Where(known => known.Expiration + PurgeInterval < now).ToList())
        {
            _known.TryRemove(expired.AccessKeyId, out _);
            _store.Delete(Collection, expired.AccessKeyId);
        }
    }

    private Credentials Keep(Credentials credentials)
    {
        _store.Put(Collection, credentials.AccessKeyId, Write(credentials));
        _known[credentials.AccessKeyId] = credentials;
        return credentials;
    }

    private static JsonObject Write(Credentials credentials)
    {
        var session = credentials.Principal as Principal.Role;
        return new()
        {
            ["AccessKeyId"] = credentials.AccessKeyId,
            ["SecretAccessKey"] = credentials.SecretAccessKey,
            ["SessionToken"] = credentials.SessionToken,
            ["Expiration"] = credentials.Expiration is { } expiration ? Timestamps.Iso(expiration) : null,
            ["Account"] = credentials.Principal.Account,
            ["RoleName"] = session?.RoleName,
            ["SessionName"] = session?.SessionName,
        };
    }

    private static Credentials Read(JsonObject document)
    {
        var account = (string)document["Account"]!;
        return new()
        {
            AccessKeyId = (string)document["AccessKeyId"]!,
            SecretAccessKey = (string)document["SecretAccessKey"]!,
            SessionToken = (string?)document["SessionToken"],
            Expiration = (string?)document["Expiration"] is { } text && Timestamps.TryParse(text, out var expiration) ? expiration : null,
            Principal = (string?)document["RoleName"] is { } role
                ? new Principal.Role(account, role, (string)document["SessionName"]!)
                : new Principal.Root(account),
        };
    }

    private static string NewKeyId(string prefix) => prefix + RandomNumberGenerator.GetString(Letters, 16);

    private static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
}
