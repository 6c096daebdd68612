using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LocalCloud.Storage;

/// <summary>One collection of a <see cref="DocumentStore"/>, read and written as records of type <typeparamref name="T"/>.</summary>
public sealed class DocumentCollection<T>(DocumentStore store, string name) where T : class
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public T? Get(string key) => store.Get(name, key) is { } body ? Read(body) : null;

    public void Put(string key, T document) =>
        store.Put(name, key, JsonSerializer.SerializeToNode(document, Options)!.AsObject());

    public bool Delete(string key) => store.Delete(name, key);

    /// <summary>Documents whose key starts with <paramref name="prefix"/>, after <paramref name="after"/>, in ordinal key order.</summary>
    public IReadOnlyList<KeyValuePair<string, T>> Scan(string prefix = "", string after = "", int limit = int.MaxValue) =>
        [.. store.Scan(name, prefix, after, limit).Select(row => KeyValuePair.Create(row.Key, Read(row.Value)))];

    private static T Read(JsonObject body) => body.Deserialize<T>(Options)!;
}
