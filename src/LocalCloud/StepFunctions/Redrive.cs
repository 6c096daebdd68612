using System.Text.Json.Nodes;
using LocalCloud.Processes;

namespace LocalCloud.StepFunctions;

/// <summary>What descriptions say of redriving: running and succeeded executions never can be, and others not by this cloud.</summary>
internal sealed record Redrive(string Status, string Reason)
{
    public static Redrive Of(JsonObject execution) => new("NOT_REDRIVABLE", execution.Text("status") is "RUNNING" or "SUCCEEDED"
        ? $"Execution is {execution.Text("status")} and cannot be redriven"
        : "LocalCloud does not redrive executions");
}
