using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.CloudFormation.Stacks;

/// <summary>Every stack of the account, deleted ones too. A stack's resources are documents of their own: a step writes the one it changes.</summary>
internal sealed class StackStore
{
    private readonly DocumentStore _documents;
    private readonly DocumentCollection<StackRecord> _headers;
    private readonly DocumentCollection<ResourceRecord> _resources;
    private readonly Dictionary<string, StackRecord> _stacks = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public StackStore(DocumentStore documents, CloudIdentity cloud)
    {
        _documents = documents;
        _headers = new(documents, "cloudformation.stacks");
        _resources = new(documents, "cloudformation.resources");
        foreach (var (id, header) in _headers.Scan(cloud.Arn("cloudformation", "stack/")))
        {
            _stacks[id] = header with { Resources = [.. _resources.Scan($"{id}/").Select(row => row.Value).OrderBy(resource => resource.Sequence)] };
        }
    }

    public IReadOnlyList<StackRecord> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _stacks.Values.OrderBy(stack => stack.CreationTime).ThenBy(stack => stack.Id, StringComparer.Ordinal)];
            }
        }
    }

    public IEnumerable<StackRecord> Live => All.Where(stack => !stack.IsDeleted);

    public StackRecord Get(string id)
    {
        lock (_gate)
        {
            return _stacks[id];
        }
    }

    /// <summary>By its id, or by its name unless it is deleted.</summary>
    public StackRecord? Find(string nameOrId)
    {
        lock (_gate)
        {
            return _stacks.TryGetValue(nameOrId, out var byId) ? byId : _stacks.Values.FirstOrDefault(stack => stack.Name == nameOrId && !stack.IsDeleted);
        }
    }

    /// <summary>
    /// Changes a stack in one step and answers what it is then; <paramref name="change"/> may throw to refuse, or leave it as
    /// it is. What <paramref name="along"/> writes is written with it or not at all.
    /// </summary>
    public StackRecord Change(string id, Func<StackRecord, StackRecord> change, Action<StackRecord>? along = null)
    {
        lock (_gate)
        {
            var before = _stacks[id];
            var after = change(before);
            return ReferenceEquals(before, after) ? before : KeepLocked(after, before.Resources, along);
        }
    }

    public StackRecord Add(StackRecord stack)
    {
        lock (_gate)
        {
            return KeepLocked(stack, [], null);
        }
    }

    /// <summary>Runs <paramref name="work"/> while nobody else changes a stack.</summary>
    public T Exclusively<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    public void Put(string id, ResourceRecord resource)
    {
        lock (_gate)
        {
            var stack = _stacks[id];
            var index = stack.Resources.ToList().FindIndex(existing => existing.LogicalId == resource.LogicalId);
            var kept = resource with { Sequence = index < 0 ? NextSequence(stack) : stack.Resources[index].Sequence };
            _resources.Put($"{id}/{resource.LogicalId}", kept);
            _stacks[id] = stack with
            {
                Resources = index < 0 ? [.. stack.Resources, kept] : [.. stack.Resources.Select((existing, at) => at == index ? kept : existing)],
            };
        }
    }

    private static int NextSequence(StackRecord stack) => stack.Resources.Count == 0 ? 0 : stack.Resources[^1].Sequence + 1;

    private StackRecord KeepLocked(StackRecord stack, IReadOnlyList<ResourceRecord> before, Action<StackRecord>? along)
    {
        _documents.Transact(() =>
        {
            _headers.Put(stack.Id, stack);
            foreach (var resource in stack.Resources.Except(before, ReferenceEqualityComparer.Instance).Cast<ResourceRecord>())
            {
                _resources.Put($"{stack.Id}/{resource.LogicalId}", resource);
            }

            foreach (var gone in before.Select(resource => resource.LogicalId).Except(stack.Resources.Select(resource => resource.LogicalId)))
            {
                _resources.Delete($"{stack.Id}/{gone}");
            }

            along?.Invoke(stack);
        });
        _stacks[stack.Id] = stack;
        return stack;
    }
}
