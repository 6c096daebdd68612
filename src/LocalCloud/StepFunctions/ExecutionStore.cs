using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Processes;
using LocalCloud.Storage;

namespace LocalCloud.StepFunctions;

/// <summary>Executions by ARN, their history by event id, and the last checkpoint of those that run.</summary>
internal sealed class ExecutionStore(DocumentStore store)
{
    private const string Executions = "states.executions";
    private const string Started = "states.started";
    private const string Histories = "states.history";
    private const string Checkpoints = "states.checkpoints";

    public DocumentStore Documents => store;

    public JsonObject? Find(string arn) => store.Get(Executions, arn);

    public JsonObject Get(string arn)
    {
        StatesErrors.RequireArn(arn);
        return Find(arn) ?? throw StatesErrors.NoExecution(arn);
    }

    public void Put(JsonObject execution) => store.Put(Executions, execution.Text("executionArn"), execution);

    public void Add(JsonObject execution) => store.Transact(() =>
    {
        Put(execution);
        store.Put(Started, StartedKey(execution), new JsonObject { ["executionArn"] = execution.Text("executionArn") });
    });

    /// <summary>Forgets an execution whose name may be used again.</summary>
    public void Remove(JsonObject execution) => store.Transact(() =>
    {
        var arn = execution.Text("executionArn");
        store.Delete(Executions, arn);
        store.Delete(Started, StartedKey(execution));
        store.Delete(Checkpoints, arn);
        foreach (var (key, _) in store.Scan(Histories, arn + "/"))
        {
            store.Delete(Histories, key);
        }
    });

    public IEnumerable<JsonObject> All() => store.Scan(Executions).Select(row => row.Value);

    /// <summary>Of one machine, newest first.</summary>
    public IEnumerable<JsonObject> Of(string machineArn) => store.Scan(Started, machineArn + "/").Reverse()
        .Select(row => Find(row.Value.Text("executionArn")))
        .OfType<JsonObject>();

    /// <summary>Some events of an execution: those after one of them, from the first on where there is none.</summary>
    public IReadOnlyList<JsonObject> EventsAfter(string arn, long id, int limit) =>
        [.. store.Scan(Histories, arn + "/", EventKey(arn, id), limit).Select(row => row.Value)];

    /// <summary>Some events of an execution, the newest first: those before one of them, from the last on where there is none.</summary>
    public IReadOnlyList<JsonObject> EventsBefore(string arn, long? id, int limit) =>
        [.. store.ScanBack(Histories, arn + "/", id is { } before ? EventKey(arn, before) : null, limit).Select(row => row.Value)];

    /// <summary>0 when there is no event yet.</summary>
    public long LastEventId(string arn) => EventsBefore(arn, null, 1) is [var last] ? last["id"]!.GetValue<long>() : 0;

    public void PutEvent(string arn, long id, JsonObject json) => store.Put(Histories, EventKey(arn, id), json);

    public JsonObject? Checkpoint(string arn) => store.Get(Checkpoints, arn);

    public void PutCheckpoint(string arn, JsonObject checkpoint) => store.Put(Checkpoints, arn, checkpoint);

    public void DeleteCheckpoint(string arn) => store.Delete(Checkpoints, arn);

    private static string EventKey(string arn, long id) => $"{arn}/{id.ToString("D6", CultureInfo.InvariantCulture)}";

    private static string StartedKey(JsonObject execution) =>
        $"{execution.Text("stateMachineArn")}/{execution.Text("startDate")}/{execution.Text("name")}";
}
