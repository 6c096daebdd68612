using System.Text.Json.Nodes;
using LocalCloud.Models;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.History;

namespace LocalCloud.StepFunctions;

/// <summary>
/// Writes an execution's events and checkpoint in one transaction; the event that ends it changes its status in the same one,
/// so that no execution can be found ended and running at once.
/// </summary>
internal sealed class StoreJournal(ExecutionStore executions, ExecutionLog log, string arn) : IExecutionJournal
{
    private static readonly Dictionary<string, string> Ends = new()
    {
        ["ExecutionSucceeded"] = "SUCCEEDED",
        ["ExecutionFailed"] = "FAILED",
        ["ExecutionAborted"] = "ABORTED",
        ["ExecutionTimedOut"] = "TIMED_OUT",
    };

    // Read once: a machine's document holds its whole definition.
    private readonly Lazy<JsonObject> _logging = new(() => log.ConfigurationOf(arn));

    public Task WriteAsync(IReadOnlyList<HistoryEvent> events, Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        executions.Documents.Transact(() =>
        {
            foreach (var item in events)
            {
                executions.PutEvent(arn, item.Id, item.ToJson());
            }

            if (checkpoint is not null)
            {
                executions.PutCheckpoint(arn, checkpoint.ToJson());
            }

            if (events.Count > 0 && Ends.TryGetValue(events[^1].Type, out var status))
            {
                End(events[^1], status);
            }
        });
        log.Write(arn, _logging.Value, events);
        return Task.CompletedTask;
    }

    /// <summary>Ends an execution that no interpreter can end; false when it has ended already.</summary>
    public bool EndFromOutside(string type, StatesError reason, DateTimeOffset time)
    {
        HistoryEvent? last = null;
        executions.Documents.Transact(() =>
        {
            if (executions.Get(arn).Text("status") != "RUNNING")
            {
                return;
            }

            var previous = executions.LastEventId(arn);
            var details = new JsonObject(new[] { KeyValuePair.Create("error", reason.Error), KeyValuePair.Create("cause", reason.Cause) }
                .Where(member => member.Value is not null)
                .Select(member => KeyValuePair.Create<string, JsonNode?>(member.Key, member.Value)));
            last = new HistoryEvent { Id = previous + 1, PreviousEventId = previous, Timestamp = time, Type = type, Details = details };
            executions.PutEvent(arn, last.Id, last.ToJson());
            End(last, Ends[type]);
        });
        log.Write(arn, _logging.Value, last is null ? [] : [last]);
        return last is not null;
    }

    private void End(HistoryEvent last, string status)
    {
        var execution = executions.Get(arn);
        execution["status"] = status;
        execution["stopDate"] = Timestamps.Iso(last.Timestamp);
        foreach (var member in new[] { "output", "error", "cause" })
        {
            if (last.Details?[member] is JsonValue value)
            {
                execution[member] = value.DeepClone();
            }
        }

        execution["announce"] = true;
        executions.Put(execution);
        executions.DeleteCheckpoint(arn);
    }
}
