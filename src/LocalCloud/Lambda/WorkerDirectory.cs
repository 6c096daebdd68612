using System.Collections.Concurrent;
using LocalCloud.Api;

namespace LocalCloud.Lambda;

/// <summary>The living workers by id: what the Runtime API's requests are looked up in.</summary>
public sealed class WorkerDirectory
{
    private readonly ConcurrentDictionary<string, LambdaWorker> _workers = new(StringComparer.Ordinal);

    internal IEnumerable<LambdaWorker> All => _workers.Values;

    internal LambdaWorker? Find(string id) => _workers.GetValueOrDefault(id);

    /// <summary>From when it is closed nothing is started any more: it would outlive the engine that ends the others.</summary>
    internal bool IsClosed { get; private set; }

    internal void Close() => IsClosed = true;

    internal void Add(LambdaWorker worker)
    {
        if (IsClosed)
        {
            throw new AwsException("ServiceException", 500, "The LocalCloud is stopping and starts no functions any more.");
        }

        _workers[worker.Id] = worker;
    }

    internal void Remove(LambdaWorker worker)
    {
        worker.GiveUp();
        _workers.TryRemove(worker.Id, out _);
    }
}
