using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Processes;

namespace LocalCloud.StepFunctions;

/// <summary>
/// <c>Step Functions Execution Status Change</c> events. An execution whose status has changed is marked until its event is
/// on the bus, so that an event is late, at worst, but never lost.
/// </summary>
internal sealed class StatusEvents(ExecutionStore executions, Func<IEventPublisher> events)
{
    public async Task AnnounceAsync(string executionArn, CancellationToken cancellationToken)
    {
        var execution = executions.Get(executionArn);
        await events().PublishAsync(
            new ServiceEvent("aws.states", "Step Functions Execution Status Change", [executionArn], Detail(execution)), cancellationToken);
        executions.Documents.Transact(() =>
        {
            var now = executions.Get(executionArn);
            if (now.Text("status") == execution.Text("status"))
            {
                now.Remove("announce");
                executions.Put(now);
            }
        });
    }

    private static JsonObject Detail(JsonObject execution)
    {
        var redrive = Redrive.Of(execution);
        var detail = execution.Pick("executionArn", "stateMachineArn", "name", "status");
        detail["startDate"] = Millis(execution.TextOrNull("startDate"));
        detail["stopDate"] = Millis(execution.TextOrNull("stopDate"));
        detail["input"] = execution.Text("input");
        detail["output"] = execution.TextOrNull("output");
        detail["stateMachineVersionArn"] = null;
        detail["stateMachineAliasArn"] = null;
        detail["redriveCount"] = 0;
        detail["redriveDate"] = null;
        detail["redriveStatus"] = redrive.Status;
        detail["redriveStatusReason"] = redrive.Reason;
        detail["inputDetails"] = new JsonObject { ["included"] = true };
        detail["outputDetails"] = execution.ContainsKey("output") ? new JsonObject { ["included"] = true } : null;
        detail["error"] = execution.TextOrNull("error");
        detail["cause"] = execution.TextOrNull("cause");
        return detail;
    }

    private static JsonValue? Millis(string? time) => time is null ? null : JsonValue.Create(Timestamps.Parse(time).ToUnixTimeMilliseconds());
}
