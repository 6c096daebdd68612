using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Execution;

namespace Mlops.Infra.Tests.Running;

/// <summary>The synthesized Monitor machine, run.</summary>
public sealed class MonitorRunTests(SynthFixture synth)
{
    private const string Persisting = """{ "response": "request", "reason": "past the cool-down", "since": "2025-12-25T00:00:00Z" }""";
    private const string Completed = """{ "ProcessingJobStatus": "Completed" }""";

    private static readonly string[] Tasks = ["Plan", "Analyze", "ReadFindings", "PublishMetrics", "Respond", "EmitDrift"];

    private static readonly Scenario[] All =
    [
        new("no drift", "Judged"),
        new Scenario("nothing to judge", "NothingToJudge").With(
            "Plan", """{ "status": "nothing", "monitor": "2601010000-1a2b3c4", "run": null, "reason": "no champion", "files": 0, "truthFiles": 0 }"""),
        new Scenario("the job was stopped", "Failed").With("Analyze", """{ "ProcessingJobStatus": "Stopped" }"""),
        new Scenario("nothing was measured", "Judged").With("ReadFindings", Findings("[]")),
        new Scenario("the findings are no JSON", "Failed").With("ReadFindings", """{ "Body": "<html>" }"""),
        new Scenario("first drift", "Judged").With("Respond", Response("alarm")),
        new Scenario("drift within the cool-down", "Judged").With("Respond", Response("cooling-down")),
        new Scenario("drift without anything new", "Judged").With("Respond", Response("nothing-new")),
        new Scenario("drift persists", "Judged").With("Respond", Persisting),
        .. Tasks.Select(task => new Scenario($"{task} fails", "Failed").With("Respond", Persisting).With(task, "!Broken: disk full")),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Monitor_InEachScenario_EndsAsItShould(string name)
    {
        var scenario = All.Single(each => each.Name == name);

        var (run, outcome) = await RunAsync(scenario);

        Assert.Equal(scenario.End, run.Entered[^1]);
        Assert.Equal(scenario.End == "Failed", outcome is ExecutionOutcome.Failed);
    }

    [Fact]
    public async Task Monitor_OverAllScenarios_EntersEveryState()
    {
        var entered = new HashSet<string>();
        foreach (var scenario in All)
        {
            entered.UnionWith((await RunAsync(scenario)).Run.Entered);
        }

        Assert.Empty(synth.Monitor.States.Keys.Except(entered));
    }

    [Theory]
    [InlineData("no drift", 0)]
    [InlineData("first drift", 0)]
    [InlineData("drift within the cool-down", 0)]
    [InlineData("drift without anything new", 0)]
    [InlineData("drift persists", 1)]
    public async Task Monitor_OnlyWhenARunIsAskedFor_TellsTheBus(string name, int events)
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == name));

        Assert.Equal(events, run.Calls.Count(call => call.State == "EmitDrift"));
    }

    [Fact]
    public async Task Monitor_WhenDriftPersists_SaysSinceWhenAndWhy()
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == "drift persists"));

        var detail = run.Calls.Single(call => call.State == "EmitDrift").Parameters["Entries"]![0]!["Detail"]!;
        Assert.True(JsonNode.DeepEquals(detail, JsonNode.Parse("""
            { "version": 1, "pipeline": "ridership", "monitor": "2601010000-1a2b3c4", "run": "2512010000-0123456", "since": "2025-12-25T00:00:00Z",
              "reasons": ["17 of 48"], "report": "s3://artifacts-bucket/monitor/ridership/2601010000-1a2b3c4/report/report.html" }
            """)), detail.ToJsonString());
    }

    [Fact]
    public async Task Monitor_WithMetrics_PublishesThemAsTheJobWroteThem()
    {
        var (run, _) = await RunAsync(All[0]);

        var published = run.Calls.Single(call => call.State == "PublishMetrics").Parameters;
        Assert.Equal("MLOps", (string)published["Namespace"]!);
        Assert.Equal("""[{"MetricName":"Rows","Value":9,"Unit":"Count"}]""", published["MetricData"]!.ToJsonString());
    }

    [Theory]
    [InlineData("nothing to judge", "Analyze")]
    [InlineData("nothing was measured", "PublishMetrics")]
    [InlineData("the job was stopped", "ReadFindings")]
    public async Task Monitor_WithoutAReason_DoesNotCall(string name, string state)
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == name));

        Assert.DoesNotContain(run.Calls, call => call.State == state);
    }

    [Fact]
    public async Task Monitor_WhenTheJobWasStopped_SaysSo()
    {
        var (_, outcome) = await RunAsync(All.Single(each => each.Name == "the job was stopped"));

        var error = Assert.IsType<ExecutionOutcome.Failed>(outcome).Error;
        Assert.Equal("AnalyzeNotCompleted", error.Error);
        Assert.Contains("ended as Stopped", error.Cause);
    }

    [Fact]
    public async Task Monitor_AfterAnError_FailsWithIt()
    {
        var (_, outcome) = await RunAsync(All.Single(each => each.Name == "Respond fails"));

        var error = Assert.IsType<ExecutionOutcome.Failed>(outcome).Error;
        Assert.Equal(("Broken", "disk full"), (error.Error, error.Cause));
    }

    [Fact]
    public async Task Analyze_Always_ReadsWhatWasPlannedAndTheChampionsBaseline()
    {
        var (run, _) = await RunAsync(All[0]);

        var inputs = run.Calls.Single(call => call.State == "Analyze").Parameters["ProcessingInputs"]!.AsArray()
            .ToDictionary(input => (string)input!["InputName"]!, input => (string)input!["S3Input"]!["S3Uri"]!);
        const string monitor = "s3://artifacts-bucket/monitor/ridership/2601010000-1a2b3c4", champion = "s3://artifacts-bucket/runs/ridership/2512010000-0123456";
        Assert.Equal(new Dictionary<string, string>
        {
            ["capture"] = $"{monitor}/capture.manifest",
            ["truth"] = $"{monitor}/truth.manifest",
            ["baseline"] = $"{champion}/prepare/baseline.json",
            ["evaluation"] = $"{champion}/evaluate/evaluation.json",
            ["plan"] = $"{monitor}/plan.json",
            ["definition"] = $"{monitor}/definition.json",
        }, inputs);
    }

    [Theory]
    [InlineData("Analyze", "SageMaker.AmazonSageMakerException", Completed)]
    [InlineData("PublishMetrics", "CloudWatch.CloudWatchException", "{}")]
    [InlineData("EmitDrift", "EventBridge.FailedEntry", "{}")]
    [InlineData("ReadFindings", "S3.S3Exception", """{ "Body": "{\"reasons\":[],\"metrics\":[]}" }""")]
    [InlineData("Respond", "SomeException", """{ "response": "none", "reason": null, "since": null }""")]
    public async Task Task_OnPassingTrouble_IsTriedAgain(string state, string error, string answer)
    {
        var scenario = new Scenario("passing trouble", "Judged").With("Respond", Persisting).With(state, $"!{error}: Rate exceeded", answer);

        var (run, _) = await RunAsync(scenario);

        Assert.Equal(2, run.Calls.Count(call => call.State == state));
        Assert.Equal("Judged", run.Entered[^1]);
    }

    [Fact]
    public async Task Analyze_WhenThrottled_TriesUnderANewJobName()
    {
        var (run, _) = await RunAsync(new Scenario("throttled", "Judged").With("Analyze", "!SageMaker.AmazonSageMakerException: Rate exceeded", Completed));

        Assert.Equal(
            ["ridership-2601010000-1a2b3c4-monitor-0-0", "ridership-2601010000-1a2b3c4-monitor-0-1"],
            run.Calls.Where(call => call.State == "Analyze").Select(call => (string)call.Parameters["ProcessingJobName"]!));
    }

    private static string Response(string response) => $$"""{ "response": "{{response}}", "reason": "x", "since": "2025-12-25T00:00:00Z" }""";

    private static string Findings(string metrics) => new JsonObject { ["Body"] = $$"""{ "drift": false, "reasons": [], "metrics": {{metrics}} }""" }.ToJsonString();

    private async Task<(MachineRun Run, ExecutionOutcome Outcome)> RunAsync(Scenario scenario)
    {
        var run = new MachineRun(synth.Monitor, (state, call, _) => scenario.Answer("monitor", state, call));
        var outcome = await run.RunAsync(new JsonObject { ["pipeline"] = "ridership", ["scheduledAt"] = "2026-01-01T00:00:00Z" });
        return (run, outcome);
    }
}
