using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalCloud.Storage;

namespace LocalCloud.Lambda;

/// <summary>
/// Ids that never repeat, not even over restarts: the number of this start of the cloud (persisted) and a counter.
/// The first also fences generations of workers.
/// </summary>
internal sealed class RequestIds
{
    private const string Collection = "lambda.counters";
    private readonly int _start;
    private long _count;

    public RequestIds(DocumentStore store)
    {
        store.Transact(() => store.Put(Collection, "starts", new JsonObject { ["Value"] = Starts(store) + 1 }));
        _start = Starts(store);
    }

    /// <summary>Shaped like a UUID, as request ids are.</summary>
    public string NextRequest() =>
        string.Create(CultureInfo.InvariantCulture, $"{_start:x8}-0000-4000-8000-{Interlocked.Increment(ref _count):x12}");

    /// <summary>Also not to be guessed: who knows a worker's id can take its events and answer them.</summary>
    public string NextWorker() =>
        string.Create(CultureInfo.InvariantCulture, $"{_start:x}-{Interlocked.Increment(ref _count):x}-{RandomNumberGenerator.GetHexString(32, lowercase: true)}");

    private static int Starts(DocumentStore store) => store.Get(Collection, "starts")?["Value"]?.GetValue<int>() ?? 0;
}
