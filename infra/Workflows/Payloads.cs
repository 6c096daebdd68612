using Mlops.Infra.Configuration;

namespace Mlops.Infra.Workflows;

/// <summary>The functions' payloads of docs/concepts.</summary>
internal sealed class Payloads(PipelineConfig pipeline, string run = "$.admission.run")
{
    private readonly Dictionary<string, (string Member, object Value)> _members = new()
    {
        ["run"] = ("run.$", run),
        ["now"] = ("now.$", "$$.State.EnteredTime"),
        ["execution"] = ("execution.$", "$$.Execution.Id"),
        ["startedAt"] = ("startedAt.$", "$$.Execution.StartTime"),
        ["cause"] = ("cause.$", "$.cause"),
        ["request"] = ("request.$", "$.request"),
        ["force"] = ("force.$", "$.force"),
        ["parameters"] = ("parameters.$", "$.parameters"),
        ["requestedBy"] = ("requestedBy.$", "$.requestedBy"),
        ["override"] = ("override.$", "$.override"),
        ["from"] = ("from.$", "$.from"),
        ["only"] = ("only.$", "$.only"),
        ["cache"] = ("cache.$", "$.cache"),
        ["state"] = ("state.$", "$"),
    };

    /// <summary>Where a job's description is kept.</summary>
    public static string JobPath(string job) => $"$.{char.ToLowerInvariant(job[0])}{job[1..]}";

    /// <summary>A payload of the members that several functions take; <c>pipeline</c> is always among them.</summary>
    public Dictionary<string, object> Of(params string[] members)
    {
        var payload = new Dictionary<string, object> { ["pipeline"] = pipeline.Definition.Name };
        foreach (var name in members)
        {
            var (member, value) = _members[name];
            payload[member] = value;
        }

        return payload;
    }

    public Dictionary<string, object> Settle() => Of("now", "startedAt");

    public Dictionary<string, object> Admit(string image) => new(Of("cause", "request", "execution", "startedAt", "now", "force", "parameters", "requestedBy", "from", "only", "cache", "override"))
    {
        ["definition"] = JsonValues.Of(pipeline.Document),
        ["image"] = image,
    };

    public Dictionary<string, object> Snapshot(string image) => new(Of("run", "execution", "now", "force")) { ["image"] = image };

    public Dictionary<string, object> CacheLookup(StepJob job) => new(Of("run", "execution", "now"))
    {
        ["step"] = job.Step,
        ["image"] = job.Image,
        ["inputs"] = job.Inputs,
    };

    public Dictionary<string, object> CacheStore(StepJob job) => new(Of("run", "execution", "now"))
    {
        ["step"] = job.Step,
        ["cached.$"] = $"$.cached.{job.Step}",
        ["job.$"] = JobPath(job.Name),
    };

    public Dictionary<string, object> Record(string outcome) => new(Of("execution", "startedAt", "now", "state")) { ["outcome"] = outcome };

    /// <summary>Record at the end of an execution: the outcome is in the state's data.</summary>
    public Dictionary<string, object> RecordEnd() => new(Of("execution", "startedAt", "now", "state")) { ["outcome.$"] = "$.outcome.name" };

    public Dictionary<string, object> MonitorPlan() => new(Of("execution", "startedAt")) { ["definition"] = JsonValues.Of(pipeline.Document) };

    public Dictionary<string, object> MonitorRespond() => new(Of("run", "now")) { ["monitor.$"] = "$.plan.monitor" };

    public Dictionary<string, object> AdmitDeployment() => new(Of("run", "execution", "now", "startedAt")) { ["champion.$"] = "$.champion" };

    /// <summary>The model is the one that the gate passed, wherever the registry says it is.</summary>
    public Dictionary<string, object> AskApproval(WorkflowProps props, bool again) => new(Of("run", "execution", "now"))
    {
        ["token.$"] = "$$.Task.Token",
        ["package.$"] = "$.package.ModelPackageArn",
        ["model.$"] = "$.gate.model",
        ["modelData.$"] = Jobs.ModelData,
        ["image"] = props.Image(props.Pipeline.Definition.Steps.Train.Image),
        ["escalateAfter"] = (long)props.Pipeline.Definition.Registry.Waits().First.TotalSeconds,
        ["timeout"] = (long)props.Pipeline.Definition.Registry.ApprovalTimeout.TotalSeconds,
        ["again"] = again,
    };

    public Dictionary<string, object> DecideApproval() => new(Of("run", "execution", "now")) { ["answer.$"] = "$.answer" };

    /// <param name="golden">The rows; null takes them from the input.</param>
    public Dictionary<string, object> SmokeTest(string? golden) => new(Of("run")) { [golden is null ? "golden.$" : "golden"] = golden ?? "$.golden" };

    public Dictionary<string, object> Promote() => new(Of("run", "execution", "now"))
    {
        ["champion.$"] = "$.champion",
        ["model.$"] = "$.model",
        ["package.$"] = "$.package",
        ["modelData.$"] = "$.modelData",
    };
}
