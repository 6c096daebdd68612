using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.Lambda;

/// <summary>Functions, their resource policies, tags and asynchronous settings, as documents.</summary>
internal sealed class FunctionStore(DocumentStore store, CloudIdentity identity)
{
    private const string Functions = "lambda.functions";
    private const string Policies = "lambda.policies";
    private const string InvokeConfigs = "lambda.event-invoke-configs";
    private const string Tags = "lambda.tags";

    public string Arn(string name) => identity.Arn("lambda", $"function:{name}");

    /// <summary>The bare name from a name, a partial ARN or an ARN; only <c>$LATEST</c> is served as qualifier.</summary>
    public string NameOf(string reference)
    {
        var parts = reference.Split(':');
        var at = Array.IndexOf(parts, "function");
        var (name, qualifier) = at >= 0 ? (parts.ElementAtOrDefault(at + 1) ?? "", parts.ElementAtOrDefault(at + 2)) : (parts[0], parts.ElementAtOrDefault(1));
        return qualifier is null or "$LATEST" ? name : throw NotFound($"{name}:{qualifier}");
    }

    public FunctionConfiguration? Find(string reference) =>
        store.Get(Functions, NameOf(reference)) is { } body ? FunctionConfiguration.FromJson(body) : null;

    public FunctionConfiguration Get(string reference) => Find(reference) ?? throw NotFound(NameOf(reference));

    public IEnumerable<FunctionConfiguration> All(string after, int limit) =>
        store.Scan(Functions, after: after, limit: limit).Select(row => FunctionConfiguration.FromJson(row.Value));

    public void Put(FunctionConfiguration function) => store.Put(Functions, function.FunctionName, function.ToJson());

    public void Delete(string name) => store.Transact(() =>
    {
        foreach (var collection in (string[])[Functions, Policies, InvokeConfigs, Tags])
        {
            store.Delete(collection, name);
        }
    });

    public JsonObject? Policy(string name) => store.Get(Policies, name);

    public void PutPolicy(string name, JsonObject policy) => store.Put(Policies, name, policy);

    public void DeletePolicy(string name) => store.Delete(Policies, name);

    public JsonObject? TagsOf(string name) => store.Get(Tags, name);

    public void PutTags(string name, JsonObject tags) => store.Put(Tags, name, tags);

    public EventInvokeConfig InvokeConfig(string name) =>
        store.Get(InvokeConfigs, name) is { } body ? body.Deserialize<EventInvokeConfig>()! : new EventInvokeConfig();

    public void PutInvokeConfig(string name, EventInvokeConfig config) =>
        store.Put(InvokeConfigs, name, JsonSerializer.SerializeToNode(config)!.AsObject());

    public void DeleteInvokeConfig(string name) => store.Delete(InvokeConfigs, name);

    private AwsException NotFound(string name) => new("ResourceNotFoundException", 404, $"Function not found: {Arn(name)}");
}
