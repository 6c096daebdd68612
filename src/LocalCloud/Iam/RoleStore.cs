using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Storage;
using LocalCloud.Policies;

namespace LocalCloud.Iam;

/// <summary>The account's roles. Policies are read when they are written, so that a malformed one never gets in.</summary>
public sealed class RoleStore
{
    private const string Collection = "iam.roles";

    private readonly DocumentStore _store;
    private readonly ConcurrentDictionary<string, Role> _roles = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public RoleStore(DocumentStore store)
    {
        _store = store;
        foreach (var (name, document) in store.Scan(Collection))
        {
            _roles[name] = Compile(Read(document));
        }
    }

    public IEnumerable<RoleRecord> All => _roles.Values.Select(role => role.Record).OrderBy(record => record.Name, StringComparer.Ordinal);

    public Role? Find(string name) => _roles.GetValueOrDefault(name);

    /// <summary>Creates the role or replaces it as a whole.</summary>
    public void PutRole(RoleRecord record)
    {
        lock (_gate)
        {
            KeepLocked(record);
        }
    }

    /// <summary>False when there was no such role.</summary>
    public bool DeleteRole(string name)
    {
        lock (_gate)
        {
            _store.Delete(Collection, name);
            return _roles.TryRemove(name, out _);
        }
    }

    public void PutRolePolicy(string role, string policyName, JsonObject document) => Change(role, record => record with
    {
        InlinePolicies = new Dictionary<string, JsonObject>(record.InlinePolicies) { [policyName] = document.DeepClone().AsObject() },
    });

    /// <summary>Does nothing when the role has no such policy.</summary>
    public void DeleteRolePolicy(string role, string policyName) => Change(role, record => record with
    {
        InlinePolicies = record.InlinePolicies.Where(policy => policy.Key != policyName).ToDictionary(policy => policy.Key, policy => policy.Value),
    });

    public void AttachPolicy(string role, string policyArn) => Change(role, record => record with
    {
        AttachedPolicies = [.. record.AttachedPolicies.Append(policyArn).Distinct(StringComparer.Ordinal)],
    });

    private void Change(string role, Func<RoleRecord, RoleRecord> change)
    {
        lock (_gate)
        {
            var found = Find(role) ?? throw new AwsException("NoSuchEntity", 404, $"The role with name {role} cannot be found.");
            KeepLocked(change(found.Record));
        }
    }

    private void KeepLocked(RoleRecord record)
    {
        var role = Compile(record);
        _store.Put(Collection, record.Name, Write(record));
        _roles[record.Name] = role;
    }

    private static Role Compile(RoleRecord record) => new(
        record,
        PolicyParser.Parse(record.TrustPolicy.ToJsonString(), PolicyKind.Trust),
        [
            .. record.InlinePolicies.Values.Select(document => PolicyParser.Parse(document.ToJsonString(), PolicyKind.Identity)),
            .. record.AttachedPolicies.Select(ManagedPolicies.Get),
        ]);

    private static JsonObject Write(RoleRecord record) => new()
    {
        ["Name"] = record.Name,
        ["Path"] = record.Path,
        ["TrustPolicy"] = record.TrustPolicy.DeepClone(),
        ["InlinePolicies"] = new JsonObject(record.InlinePolicies.Select(policy => KeyValuePair.Create(policy.Key, (JsonNode?)policy.Value.DeepClone()))),
        ["AttachedPolicies"] = new JsonArray([.. record.AttachedPolicies.Select(arn => JsonValue.Create(arn))]),
        ["MaxSessionDuration"] = record.MaxSessionDuration.ToString("c", CultureInfo.InvariantCulture),
    };

    private static RoleRecord Read(JsonObject document) => new()
    {
        Name = (string)document["Name"]!,
        Path = (string)document["Path"]!,
        TrustPolicy = document["TrustPolicy"]!.DeepClone().AsObject(),
        InlinePolicies = document["InlinePolicies"]!.AsObject().ToDictionary(policy => policy.Key, policy => policy.Value!.DeepClone().AsObject()),
        AttachedPolicies = [.. document["AttachedPolicies"]!.AsArray().Select(arn => (string)arn!)],
        MaxSessionDuration = TimeSpan.ParseExact((string)document["MaxSessionDuration"]!, "c", CultureInfo.InvariantCulture),
    };
}
