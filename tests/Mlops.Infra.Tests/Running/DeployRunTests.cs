using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Execution;

namespace Mlops.Infra.Tests.Running;

/// <summary>The synthesized Deploy machine, run.</summary>
public sealed class DeployRunTests(SynthFixture synth)
{
    private const string Update = """{ "status": "admitted", "wait": 0, "action": "update", "previousConfig": "mlops-ridership-old" }""";
    private const string Recreate = """{ "status": "admitted", "wait": 0, "action": "recreate", "previousConfig": null }""";
    private const string Refused = """{ "status": "failed", "reason": "row 1: NaN", "rows": 2, "predictions": [] }""";
    private const string Updating = """{ "EndpointStatus": "Updating", "EndpointConfigName": "old" }""";

    private const string Live = """{ "EndpointStatus": "InService", "EndpointConfigName": "mlops-ridership-2601010000-0123456" }""";

    private static readonly string[] Tasks = ["Admit", "CreateModel", "CreateEndpointConfig", "CreateEndpoint", "Describe", "SmokeTest", "Promote"];

    private static readonly Scenario[] All =
    [
        new("a first endpoint", "Deployed"),
        new Scenario("another deployment goes first", "Deployed").With(
            "Admit", """{ "status": "busy", "wait": 30, "action": null, "previousConfig": null }""", """{ "status": "admitted", "wait": 0, "action": "create", "previousConfig": null }"""),
        new Scenario("the champion moved", "Stale").With("Admit", """{ "status": "stale", "wait": 0, "action": null, "previousConfig": null }"""),
        new Scenario("an update", "Deployed").With("Admit", Update)
            .With("Describe", Updating, """{ "EndpointStatus": "InService", "EndpointConfigName": "mlops-ridership-2601010000-0123456" }"""),
        new Scenario("everything exists from an earlier try", "Deployed")
            .With("CreateModel", "!SageMaker.SageMakerException: Cannot create already existing model \"arn\"")
            .With("CreateEndpointConfig", "!SageMaker.SageMakerException: Cannot create already existing endpoint configuration \"arn\"")
            .With("CreateEndpoint", "!SageMaker.SageMakerException: Cannot create already existing endpoint \"arn\""),
        new Scenario("an update that already runs", "Deployed").With("Admit", Update)
            .With("UpdateEndpoint", "!SageMaker.SageMakerException: Cannot update in-progress endpoint \"arn\""),
        new Scenario("a failed endpoint is made anew", "Deployed").With("Admit", Recreate)
            .With("LookForEndpoint", "{}", "!SageMaker.SageMakerException: Rate exceeded", "!SageMaker.SageMakerException: Could not find endpoint \"arn\""),
        new Scenario("the new fleet is unhealthy", "Failed").With("Admit", Update)
            .With("Describe", """{ "EndpointStatus": "InService", "EndpointConfigName": "mlops-ridership-old" }"""),
        new Scenario("the first endpoint fails", "Failed").With("Describe", """{ "EndpointStatus": "Failed", "EndpointConfigName": "x" }"""),
        new Scenario("the smoke test refuses a first model", "Failed").With("SmokeTest", Refused),
        new Scenario("the smoke test refuses an update", "Failed").With("Admit", Update).With("SmokeTest", Refused)
            .With("DescribeRestored", Updating, """{ "EndpointStatus": "InService", "EndpointConfigName": "mlops-ridership-old" }"""),
        new Scenario("the endpoint still changes when it must go back", "Failed").With("Admit", Update).With("SmokeTest", Refused).With("RollBack", Updating, Live)
            .With("DescribeRestored", """{ "EndpointStatus": "InService", "EndpointConfigName": "mlops-ridership-old" }"""),
        new Scenario("the restored endpoint has another config", "Failed").With("Admit", Update).With("SmokeTest", Refused)
            .With("DescribeRestored", Live),
        new Scenario("the update leaves a mixed fleet", "Failed").With("Admit", Update)
            .With("Describe", """{ "EndpointStatus": "UpdateRollbackFailed", "EndpointConfigName": "mlops-ridership-old" }""")
            .With("DescribeRestored", """{ "EndpointStatus": "InService", "EndpointConfigName": "mlops-ridership-old" }"""),
        new Scenario("putting it back fails too", "Failed").With("Admit", Update).With("SmokeTest", Refused).With("RestoreEndpoint", "!Broken: disk full"),
        new Scenario("releasing fails too", "Failed").With("CreateModel", "!Broken: disk full").With("ReleaseDeployment", "!Broken: again"),
        new Scenario("deletion cannot be watched", "Failed").With("Admit", Recreate).With("LookForEndpoint", "!Broken: disk full"),
        .. Tasks.Select(task => new Scenario($"{task} fails", "Failed").With(task, "!Broken: disk full")),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Deploy_InEachScenario_EndsAsItShould(string name)
    {
        var scenario = All.Single(each => each.Name == name);

        var (run, outcome) = await RunAsync(scenario);

        Assert.Equal(scenario.End, run.Entered[^1]);
        Assert.Equal(scenario.End == "Failed", outcome is ExecutionOutcome.Failed);
        Assert.Equal(scenario.End == "Failed", run.Calls.Any(call => call.State == "ReleaseDeployment"));
    }

    [Fact]
    public async Task Deploy_OverAllScenarios_EntersEveryState()
    {
        var entered = new HashSet<string>();
        foreach (var scenario in All)
        {
            entered.UnionWith((await RunAsync(scenario)).Run.Entered);
        }

        Assert.Empty(synth.Deploy.States.Keys.Except(entered));
    }

    [Fact]
    public async Task Deploy_WhenTheSmokeTestRefusesAnUpdate_RestoresTheOldConfigAndSaysWhy()
    {
        var (run, outcome) = await RunAsync(All.Single(each => each.Name == "the smoke test refuses an update"));

        var restored = run.Calls.Single(call => call.State == "RestoreEndpoint").Parameters;
        Assert.Equal("mlops-ridership-old", (string)restored["EndpointConfigName"]!);
        var error = Assert.IsType<ExecutionOutcome.Failed>(outcome).Error;
        Assert.Equal(("SmokeTestFailed", "row 1: NaN"), (error.Error, error.Cause));
    }

    [Fact]
    public async Task Deploy_WhenPuttingBackFailsToo_KeepsTheFirstReason()
    {
        var (_, outcome) = await RunAsync(All.Single(each => each.Name == "putting it back fails too"));

        Assert.Equal("SmokeTestFailed", Assert.IsType<ExecutionOutcome.Failed>(outcome).Error.Error);
    }

    [Fact]
    public async Task Deploy_WhenTheEndpointStillChanges_PutsItBackOnlyAfterwards()
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == "the endpoint still changes when it must go back"));

        Assert.Equal(
            ["RollBack", "IsAtRest", "WaitForRest", "RollBack", "IsAtRest", "HowToRollBack", "RestoreEndpoint"],
            run.Entered.SkipWhile(state => state != "RollBack").Take(7));
    }

    [Theory]
    [InlineData("the restored endpoint has another config")]
    [InlineData("putting it back fails too")]
    public async Task Deploy_WhenTheEndpointIsNotRestored_SaysWhatToDo(string name)
    {
        var (_, outcome) = await RunAsync(All.Single(each => each.Name == name));

        Assert.Equal(
            "row 1: NaN Putting the endpoint mlops-ridership back failed too: update it to mlops-ridership-old.",
            Assert.IsType<ExecutionOutcome.Failed>(outcome).Error.Cause);
    }

    [Fact]
    public async Task Deploy_WhenTheUpdateLeavesAMixedFleet_RestoresTheOldConfig()
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == "the update leaves a mixed fleet"));

        Assert.Contains("RestoreEndpoint", run.Entered);
        Assert.DoesNotContain("NotRestored", run.Entered);
    }

    [Fact]
    public async Task Deploy_WhenAFirstModelIsRefused_DeletesItsEndpoint()
    {
        var (run, _) = await RunAsync(All.Single(each => each.Name == "the smoke test refuses a first model"));

        Assert.Contains("DeleteFirstEndpoint", run.Entered);
        Assert.DoesNotContain("Promote", run.Entered);
    }

    [Fact]
    public async Task Deploy_WhenAllGoesWell_AnswersOutcomeEndpointAndConfig()
    {
        var (_, outcome) = await RunAsync(All[0]);

        var output = Assert.IsType<ExecutionOutcome.Succeeded>(outcome).Output!;
        Assert.Equal("deployed", (string)output["outcome"]!);
        Assert.Equal("mlops-ridership", (string)output["endpoint"]!);
        Assert.Equal("mlops-ridership-2601010000-0123456", (string)output["config"]!);
    }

    private async Task<(MachineRun Run, ExecutionOutcome Outcome)> RunAsync(Scenario scenario)
    {
        var run = new MachineRun(synth.Deploy, (state, call, _) => scenario.Answer("deploy", state, call));
        var outcome = await run.RunAsync(new JsonObject
        {
            ["pipeline"] = "ridership",
            ["run"] = "2601010000-0123456",
            ["image"] = "image@sha256:0",
            ["modelData"] = "s3://a/m.tar.gz",
            ["model"] = "m1",
            ["package"] = "arn:package",
            ["champion"] = "none",
            ["golden"] = "a\n1\n",
        });
        return (run, outcome);
    }
}
