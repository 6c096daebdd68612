using System.Text.Json.Nodes;

namespace LocalCloud.Storage;

/// <summary>
/// Numbers that only grow and never repeat, over restarts too. They are reserved on disk in blocks, so a restart leaves
/// a gap instead of costing a write per number. Call it outside of <see cref="DocumentStore.Transact"/>: a rolled-back
/// reservation would be given out again.
/// </summary>
public sealed class PersistedCounter(DocumentStore store, string name)
{
    private const string Collection = "counters";
    private const int Block = 256;

    private readonly Lock _gate = new();
    private long _next;
    private long _reserved;

    public long Next()
    {
        lock (_gate)
        {
            if (_next == _reserved)
            {
                Reserve();
            }

            return ++_next;
        }
    }

    private void Reserve()
    {
        // Two counters of one name in one process would otherwise hand out the same block.
        store.Transact(() =>
        {
            _next = store.Get(Collection, name)?["Reserved"]?.GetValue<long>() ?? 0;
            store.Put(Collection, name, new JsonObject { ["Reserved"] = _next + Block });
        });
        _reserved = _next + Block;
    }
}
