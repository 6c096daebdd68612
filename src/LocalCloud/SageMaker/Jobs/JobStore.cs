using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.Storage;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>The jobs of one kind; a document is what the kind's Describe operation answers.</summary>
internal sealed class JobStore(DocumentStore store, string kind)
{
    private readonly string _collection = "sagemaker." + kind + "-jobs";
    private readonly Lock _gate = new();

    public JsonObject? Find(string name) => store.Get(_collection, name);

    public JsonObject Get(string name) => Find(name) ?? throw AwsException.Validation(
        kind == "training" ? "Requested resource not found." : $"Could not find requested job with name: {name}");

    public IEnumerable<JsonObject> All() => store.Scan(_collection).Select(row => row.Value);

    /// <summary>False when the name is taken.</summary>
    public bool TryAdd(string name, JsonObject job)
    {
        lock (_gate)
        {
            if (Find(name) is not null)
            {
                return false;
            }

            store.Put(_collection, name, job);
            return true;
        }
    }

    /// <summary>Reads, changes and writes as one; returns what was written.</summary>
    public JsonObject Update(string name, Action<JsonObject> change)
    {
        lock (_gate)
        {
            var job = Get(name);
            change(job);
            store.Put(_collection, name, job);
            return job;
        }
    }
}
