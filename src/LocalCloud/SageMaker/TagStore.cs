using System.Text.Json.Nodes;
using LocalCloud.Processes;
using LocalCloud.Storage;

namespace LocalCloud.SageMaker;

/// <summary>Tags by resource ARN.</summary>
internal sealed class TagStore(DocumentStore store)
{
    private const string Collection = "sagemaker.tags";

    public JsonArray Get(string arn) => new([.. (store.Get(Collection, arn) ?? []).Select(tag => Tag(tag.Key, tag.Value))]);

    public JsonArray Add(string arn, IEnumerable<JsonObject> tags)
    {
        var all = store.Get(Collection, arn) ?? [];
        foreach (var tag in tags)
        {
            all[tag.Text("Key")] = tag.Text("Value");
        }

        if (all.Count > 0)
        {
            store.Put(Collection, arn, all);
        }

        return Get(arn);
    }

    public void Delete(string arn) => store.Delete(Collection, arn);

    /// <summary>As events carry them: an object of name and value.</summary>
    public JsonObject AsMap(string arn) => store.Get(Collection, arn) ?? [];

    private static JsonObject Tag(string key, JsonNode? value) => new() { ["Key"] = key, ["Value"] = value?.DeepClone() };
}
