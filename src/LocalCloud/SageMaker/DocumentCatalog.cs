using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.SageMaker;

/// <summary>Named things that are created, described, listed and deleted: models, endpoint configurations.</summary>
internal sealed class DocumentCatalog(DocumentStore store, string collection, string noun)
{
    private readonly Lock _gate = new();

    public JsonObject? Find(string name) => store.Get(collection, name);

    public JsonObject Get(string name, string arn) =>
        Find(name) ?? throw AwsException.Validation($"Could not find {noun} \"{arn}\".");

    public IEnumerable<JsonObject> All() => store.Scan(collection).Select(row => row.Value);

    public void Add(string name, string arn, JsonObject document)
    {
        lock (_gate)
        {
            if (Find(name) is not null)
            {
                throw AwsException.Validation($"Cannot create already existing {noun} \"{arn}\".");
            }

            store.Put(collection, name, document);
        }
    }

    public void Delete(string name, string arn)
    {
        if (!store.Delete(collection, name))
        {
            throw AwsException.Validation($"Could not find {noun} \"{arn}\".");
        }
    }
}
