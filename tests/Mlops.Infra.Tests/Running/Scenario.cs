using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;

namespace Mlops.Infra.Tests.Running;

/// <summary>How one execution differs from the one where all goes well: answers by state, in the order of its calls; the last is repeated.</summary>
public sealed record Scenario(string Name, string End)
{
    private const string Endpoint = "mlops-ridership", Config = "mlops-ridership-2601010000-0123456";

    private static readonly Dictionary<string, string> Well = new()
    {
        ["CheckQuiet"] = """{ "quiet": true, "wait": 0 }""",
        ["retrain:Admit"] = """{ "status": "admitted", "run": "2601010000-0123456", "wait": 0, "supersededBy": null, "only": null, "hyperparameters": { "num_iterations": "7" }, "approval": "Approved", "definition": "d" }""",
        ["Snapshot"] = """{ "status": "new", "dataset": "d1", "files": 36, "bytes": 1000, "sameAs": null }""",
        ["LookUpPrepare"] = """{ "verdict": "miss", "reason": "no result of prepare is kept yet", "key": "k", "job": {} }""",
        ["LookUpTrain"] = """{ "verdict": "miss", "reason": "no result of train is kept yet", "key": "k", "job": {} }""",
        ["LookUpEvaluate"] = """{ "verdict": "miss", "reason": "no result of evaluate is kept yet", "key": "k", "job": {} }""",
        ["Prepare"] = """{ "ProcessingJobName": "p", "ProcessingJobStatus": "Completed" }""",
        ["ReadPrepared"] = """{ "Body": "{\"status\":\"ok\",\"reason\":null,\"rows\":{\"read\":9},\"problems\":[]}" }""",
        ["Train"] = """{ "TrainingJobName": "t", "TrainingJobStatus": "Completed", "ModelArtifacts": { "S3ModelArtifacts": "s3://a/m.tar.gz" } }""",
        ["Champion"] = """{ "exists": false, "run": null, "model": null, "package": null, "version": "none" }""",
        ["Evaluate"] = """{ "ProcessingJobName": "e", "ProcessingJobStatus": "Completed" }""",
        ["Gate"] = """{ "verdict": "passed", "reasons": [], "metrics": { "mae": 1.1 }, "model": "m1", "note": "passed 2 of 2 rules" }""",
        ["Register"] = """{ "ModelPackageArn": "arn:aws:sagemaker:eu-west-1:123456789012:model-package/mlops-ridership/1" }""",
        ["RecordRegistration"] = "{}",
        ["AskApproval"] = """{ "timedOut": false }""",
        ["EscalateApproval"] = """{ "timedOut": false }""",
        ["DecideApproval"] = """{ "status": "approved", "by": "ada", "at": "2026-01-01T00:20:00Z", "reason": "fine" }""",
        ["Deploy"] = $$"""{ "ExecutionArn": "arn:x", "Output": { "outcome": "deployed", "endpoint": "{{Endpoint}}", "config": "{{Config}}" } }""",
        ["Record"] = "{}",
        ["deploy:Admit"] = """{ "status": "admitted", "wait": 0, "action": "create", "previousConfig": null }""",
        ["Describe"] = $$"""{ "EndpointStatus": "InService", "EndpointConfigName": "{{Config}}" }""",
        ["RollBack"] = $$"""{ "EndpointStatus": "InService", "EndpointConfigName": "{{Config}}" }""",
        ["DescribeRestored"] = """{ "EndpointStatus": "InService", "EndpointConfigName": "old" }""",
        ["SmokeTest"] = """{ "status": "passed", "reason": null, "rows": 2, "predictions": [1, 2] }""",
        ["Promote"] = """{ "status": "promoted" }""",
        ["Plan"] = """{ "status": "ready", "monitor": "2601010000-1a2b3c4", "run": "2512010000-0123456", "reason": null, "files": 12, "truthFiles": 3 }""",
        ["Analyze"] = """{ "ProcessingJobName": "m", "ProcessingJobStatus": "Completed" }""",
        ["ReadFindings"] = """{ "Body": "{\"drift\":true,\"reasons\":[\"17 of 48\"],\"metrics\":[{\"MetricName\":\"Rows\",\"Value\":9,\"Unit\":\"Count\"}]}" }""",
        ["Respond"] = """{ "response": "none", "reason": "no drift", "since": null }""",
        ["EmitDrift"] = """{ "FailedEntryCount": 0, "Entries": [{ "EventId": "e" }] }""",
    };

    private readonly Dictionary<string, string[]> _answers = [];

    /// <summary>An answer that starts with <c>!</c> is an error: <c>!Name: cause</c>.</summary>
    public Scenario With(string state, params string[] answers)
    {
        _answers[state] = answers;
        return this;
    }

    internal TaskOutcome Answer(string machine, string state, int call)
    {
        var answer = _answers.TryGetValue(state, out var given)
            ? given[Math.Min(call, given.Length) - 1]
            : Well.GetValueOrDefault($"{machine}:{state}") ?? Well.GetValueOrDefault(state) ?? "{}";
        return answer.StartsWith('!')
            ? new TaskOutcome.Failed(new StatesError(answer[1..].Split(": ")[0], answer.Split(": ")[1]))
            : new TaskOutcome.Succeeded(JsonNode.Parse(answer));
    }

    public override string ToString() => Name;
}
