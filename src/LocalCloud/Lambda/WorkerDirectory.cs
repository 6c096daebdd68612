using System.Collections.Concurrent;

namespace LocalCloud.Lambda;

/// <summary>The living workers by id: what the Runtime API's requests are looked up in.</summary>
public sealed class WorkerDirectory
{
    private readonly ConcurrentDictionary<string, LambdaWorker> _workers = new(StringComparer.Ordinal);

    internal IEnumerable<LambdaWorker> All => _workers.Values;

    internal LambdaWorker? Find(string id) => _workers.GetValueOrDefault(id);

    internal void Add(LambdaWorker worker) => _workers[worker.Id] = worker;

    internal void Remove(LambdaWorker worker)
    {
        worker.GiveUp();
        _workers.TryRemove(worker.Id, out _);
    }
}
