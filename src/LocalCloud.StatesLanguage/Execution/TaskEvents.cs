using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.History;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>The history of one task: <c>LambdaFunction…</c> events for a function's ARN, <c>Task…</c> events for an integration.</summary>
internal sealed class TaskEvents(Visit visit, TaskResource resource)
{
    /// <summary>How AWS names the task in its data-limit message.</summary>
    public string Subject => resource is TaskResource.Integration integration ? integration.ResourceType : resource.Arn;

    public void Scheduled(JsonNode? parameters, int? timeout, int? heartbeat)
    {
        var text = JsonText.Write(parameters);
        if (resource is TaskResource.Integration)
        {
            visit.Append("TaskScheduled", HistoryDetails.With(Names(), ("parameters", text), ("region", visit.Run.Facts.Region),
                ("timeoutInSeconds", timeout), ("heartbeatInSeconds", heartbeat)));
        }
        else
        {
            visit.Append("LambdaFunctionScheduled", HistoryDetails.Input(text, ("resource", resource.Arn), ("timeoutInSeconds", timeout)));
        }
    }

    public void Started()
    {
        var isIntegration = resource is TaskResource.Integration;
        visit.Append(isIntegration ? "TaskStarted" : "LambdaFunctionStarted", isIntegration ? HistoryDetails.With(Names()) : null);
    }

    public void Submitted(JsonNode? output) => visit.Append("TaskSubmitted", HistoryDetails.Output(output, Names()));

    public void Ended(TaskOutcome outcome)
    {
        var prefix = resource is TaskResource.Integration ? "Task" : "LambdaFunction";
        var (type, details) = outcome switch
        {
            TaskOutcome.Succeeded done => ("Succeeded", HistoryDetails.Output(done.Output, Names())),
            TaskOutcome.Failed failed => ("Failed", HistoryDetails.Failure(failed.Error, Names())),
            TaskOutcome.TimedOut late => ("TimedOut", HistoryDetails.Failure(late.Error, Names())),
            _ => throw new InvalidOperationException($"No event for {outcome}."),
        };
        visit.Append(prefix + type, details);
    }

    private (string, JsonNode?)[] Names() => resource is TaskResource.Integration integration
        ? [("resource", integration.Resource), ("resourceType", integration.ResourceType)]
        : [];
}
