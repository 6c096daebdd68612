using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

public sealed class MachineTests(SynthFixture synth)
{
    private static readonly string[] Served = ["Task", "Choice", "Wait", "Pass", "Succeed", "Fail"];

    public static TheoryData<string> Machines => ["mlops-ridership-retrain", "mlops-ridership-deploy", "mlops-ridership-monitor"];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Machine_Always_UsesOnlyServedStateTypes(string name)
        => Assert.All(synth.Pipeline.Machine(name).States, state => Assert.Contains((string)state.Value["Type"]!, Served));

    [Theory]
    [MemberData(nameof(Machines))]
    public void Task_Always_HasATimeout(string name)
        => Assert.All(synth.Pipeline.Machine(name).Tasks, task => Assert.InRange((int)task.Value["TimeoutSeconds"]!, 1, 99_999_999));

    [Theory]
    [MemberData(nameof(Machines))]
    public void Task_Always_RetriesWithBackoffAndJitterButNoTimeout(string name)
        => Assert.All(synth.Pipeline.Machine(name).Tasks, task =>
        {
            Assert.NotEmpty(Retrying(task.Value));
            Assert.All(Retrying(task.Value), retrier =>
            {
                Assert.All(retrier["ErrorEquals"]!.AsArray(), error => Assert.DoesNotContain((string)error!, new[] { "States.ALL", "States.Timeout" }));
                Assert.True((double)retrier["BackoffRate"]! > 1);
                Assert.Equal("FULL", (string)retrier["JitterStrategy"]!);
            });
        });

    [Theory]
    [MemberData(nameof(Machines))]
    public void FunctionTask_Always_TriesNoFinalErrorOfTheContractAgain(string name)
    {
        var functions = synth.Pipeline.Machine(name).Tasks.Where(task => ((string)task.Value["Resource"]!).Contains(":lambda:", StringComparison.Ordinal));

        Assert.NotEmpty(functions);
        Assert.All(functions, task =>
        {
            var first = task.Value["Retry"]![0]!;
            Assert.Equal(0, (int)first["MaxAttempts"]!);
            Assert.Equal(ContractTests.FinalErrors(), first["ErrorEquals"]!.AsArray().Select(error => (string)error!).Order());
        });
    }

    [Fact]
    public void CacheTask_Always_IsTriedTwiceAtMost()
    {
        var cache = synth.Pipeline.Machine("mlops-ridership-retrain").Tasks.Where(task => task.Key.StartsWith("LookUp", StringComparison.Ordinal) || task.Key.StartsWith("Keep", StringComparison.Ordinal)).ToList();

        Assert.Equal(6, cache.Count);
        Assert.All(cache, task => Assert.Equal(1, (int)Assert.Single(Retrying(task.Value))["MaxAttempts"]!));
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Task_Always_CatchesEverything(string name)
        => Assert.All(synth.Pipeline.Machine(name).Tasks, task =>
        {
            var catchers = task.Value["Catch"]!.AsArray();
            var catcher = catchers[^1]!;
            Assert.Equal("States.ALL", (string)Assert.Single(catcher["ErrorEquals"]!.AsArray())!);
            // Waiting for a person has an end of its own, and a run that lost its lease does not go on without the cache.
            Assert.Equal(Waits.Contains(task.Key) || task.Key.StartsWith("LookUp", StringComparison.Ordinal) ? 2 : 1, catchers.Count);
            Assert.StartsWith("$.", (string)catcher["ResultPath"]!);
        });

    [Theory]
    [MemberData(nameof(Machines))]
    public void State_Always_IsReachable(string name)
    {
        var machine = synth.Pipeline.Machine(name);

        Assert.Equal(machine.States.Keys.Order(), Reachable(machine, (string)machine.Definition["StartAt"]!).Order());
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void State_Always_CanReachAnEnd(string name)
    {
        var machine = synth.Pipeline.Machine(name);

        Assert.All(machine.States.Keys, state => Assert.Contains(
            Reachable(machine, state), end => (string)machine.State(end)["Type"]! is "Succeed" or "Fail"));
    }

    [Fact]
    public void Retrain_EveryError_PassesRecordBeforeItsEnd()
        => Assert.All(
            synth.Retrain.Tasks.Where(task => task.Key != "Record" && !IsOfCache(task.Key)),
            task => Assert.Equal("OutcomeFailed", (string)task.Value["Catch"]!.AsArray()[^1]!["Next"]!));

    [Theory]
    [InlineData("Prepare", "ReadPrepared")]
    [InlineData("Train", "IsTrainLast")]
    [InlineData("Evaluate", "IsEvaluateLast")]
    public void Retrain_CacheThatFails_IsDoneWithout(string step, string next)
    {
        var (lookup, keep) = (synth.Retrain.State($"LookUp{step}")["Catch"]!.AsArray(), synth.Retrain.State($"Keep{step}")["Catch"]!.AsArray());

        Assert.Equal([("LeaseLostException", "OutcomeFailed"), ("States.ALL", step)], lookup.Select(Way));
        Assert.Equal([("States.ALL", next)], keep.Select(Way));

        static (string, string) Way(JsonNode? catcher) => ((string)catcher!["ErrorEquals"]![0]!, (string)catcher["Next"]!);
    }

    private static bool IsOfCache(string state) => state.StartsWith("LookUp", StringComparison.Ordinal) || state.StartsWith("Keep", StringComparison.Ordinal);

    [Fact]
    public void Retrain_EveryEnd_ComesFromRecord()
    {
        var ends = synth.Retrain.States.Where(state => (string)state.Value["Type"]! is "Succeed" or "Fail").Select(state => state.Key);
        var reached = new[] { "Record", "WhichEnd" }.SelectMany(state => StateMachine.Successors(synth.Retrain.State(state)));

        Assert.Empty(ends.Except(reached));
        Assert.All(
            synth.Retrain.States.Where(state => state.Key is not ("Record" or "WhichEnd")),
            state => Assert.Empty(StateMachine.Successors(state.Value).Intersect(ends)));
    }

    [Fact]
    public void Monitor_EveryError_EndsIt()
        => Assert.All(synth.Monitor.Tasks, task => Assert.Equal("Failed", (string)task.Value["Catch"]![0]!["Next"]!));

    [Fact]
    public void Deploy_ErrorAfterTrafficMayHaveMoved_RollsBack()
        => Assert.All(
            new[] { "Describe", "SmokeTest", "Promote" },
            name => Assert.Equal("RollBack", (string)synth.Deploy.State(name)["Catch"]![0]!["Next"]!));

    [Fact]
    public void Deploy_EveryFailure_ReleasesTheLease()
    {
        var direct = synth.Deploy.States.Where(state => StateMachine.Successors(state.Value).Contains("Failed")).Select(state => state.Key);

        Assert.Equal(["ReleaseDeployment"], direct);
    }

    [Fact]
    public void Deploy_InServiceWithAnotherConfig_IsNoSuccess()
    {
        var choices = synth.Deploy.State("IsLive")["Choices"]!.AsArray();

        Assert.Contains("$.names.serving", choices[0]!.ToJsonString());
        Assert.Equal("SmokeTest", (string)choices[0]!["Next"]!);
        Assert.Equal("EndpointRolledBack", (string)choices[1]!["Next"]!);
    }

    [Fact]
    public void Retrain_StaleDeployment_EvaluatesAgainUnderAnotherJobName()
    {
        Assert.Equal("NextRound", (string)synth.Retrain.State("IsDeployed")["Default"]!);
        Assert.Equal("Champion", (string)synth.Retrain.State("NextRound")["Next"]!);
        Assert.Contains("$.round.number", (string)synth.Retrain.State("Evaluate")["Parameters"]!["ProcessingJobName.$"]!);
    }

    [Fact]
    public void Retrain_SecondRound_DoesNotRegisterAgain()
    {
        var choice = synth.Retrain.State("IsRegistered")["Choices"]![0]!;

        Assert.Equal("$.package", (string)choice["Variable"]!);
        Assert.True((bool)choice["IsPresent"]!);
        Assert.Equal("IsApprovalNeeded", (string)choice["Next"]!);
    }

    [Theory]
    [InlineData("AskApproval", "EscalateApproval", 86_400)]
    [InlineData("EscalateApproval", "ExpireApproval", 172_800)]
    public void Retrain_ThatNobodyAnswers_AsksAgainAndThenGivesUp(string state, string next, int seconds)
    {
        var wait = synth.Retrain.State(state);

        Assert.Equal("States.Timeout", (string)Assert.Single(wait["Catch"]![0]!["ErrorEquals"]!.AsArray())!);
        Assert.Equal(next, (string)wait["Catch"]![0]!["Next"]!);
        Assert.Equal(seconds, (int)wait["TimeoutSeconds"]!);
        Assert.Equal("$$.Task.Token", (string)wait["Parameters"]!["Payload"]!["token.$"]!);
    }

    [Fact]
    public void Retrain_WhicheverWayItIsWoken_ReadsTheDecisionBeforeItDeploys()
    {
        Assert.All(new[] { "AskApproval", "EscalateApproval", "ExpireApproval" }, state => Assert.Equal("DecideApproval", (string)synth.Retrain.State(state)["Next"]!));
        Assert.Equal("IsApproved", (string)synth.Retrain.State("DecideApproval")["Next"]!);
        Assert.Equal(
            ["IsApprovalNeeded", "IsApproved"],
            synth.Retrain.States.Where(state => StateMachine.Successors(state.Value).Contains("Deploy")).Select(state => state.Key).Order());
    }

    [Fact]
    public void Jobs_Always_HaveANewNameForEachRetryAndRedrive()
        => Assert.All(Jobs, name =>
        {
            Assert.Contains("$$.State.RetryCount", JobName(Job(name)));
            Assert.Contains("$$.Execution.RedriveCount", JobName(Job(name)));
        });

    [Theory]
    [InlineData("Prepare")]
    [InlineData("Train")]
    [InlineData("Evaluate")]
    [InlineData("Analyze")]
    public void JobName_OfTheLongestPipelineAndRun_FitsSageMaker(string state)
    {
        var format = JobName(Job(state)).Split('\'')[1].Replace("ridership", new string('p', 24), StringComparison.Ordinal);
        var run = format.IndexOf("{}", StringComparison.Ordinal);
        var name = format.Remove(run, 2).Insert(run, "2601010000-0123456").Replace("{}", "9", StringComparison.Ordinal);

        Assert.InRange(name.Length, 1, 63);
    }

    [Fact]
    public void JobTimeout_Always_LeavesTheJobsOwnLimitRoom()
        => Assert.All(Jobs, name =>
        {
            var state = Job(name);
            Assert.True((int)state["TimeoutSeconds"]! > (int)state["Parameters"]!["StoppingCondition"]!["MaxRuntimeInSeconds"]!);
        });

    [Theory]
    [InlineData("Prepare", "IsPrepareCompleted")]
    [InlineData("Train", "IsTrained")]
    [InlineData("Evaluate", "IsEvaluated")]
    [InlineData("Analyze", "IsAnalyzed")]
    public void Job_ThatStopped_IsNoSuccess(string job, string check)
    {
        var machine = Owner(job);

        Assert.Equal(check, (string)machine.State(job)["Next"]!);
        Assert.Equal("Completed", (string)machine.State(check)["Choices"]![0]!["StringEquals"]!);
        Assert.Equal($"{job}NotCompleted", (string)machine.State(check)["Default"]!);
    }

    [Fact]
    public void Update_Always_KeepsTheOldFleetForTheBakeTime()
    {
        var policy = synth.Deploy.State("UpdateEndpoint")["Parameters"]!["DeploymentConfig"]!["BlueGreenUpdatePolicy"]!;

        Assert.Equal(120, (int)policy["TerminationWaitInSeconds"]!);
        Assert.Equal(0, (int)policy["TrafficRoutingConfiguration"]!["WaitIntervalInSeconds"]!);
        Assert.True((int)policy["MaximumExecutionTimeoutInSeconds"]! > 120);
    }

    [Fact]
    public void Retrain_ThatWaitsForQuietAndApprovalAsLongAsItMay_StillHasThreeDays()
    {
        var definition = Assert.Single(synth.Config.Pipelines).Definition;
        var jobs = new[] { "Prepare", "Train", "Evaluate" }.Sum(name => (int)synth.Retrain.State(name)["Parameters"]!["StoppingCondition"]!["MaxRuntimeInSeconds"]!);

        Assert.True((long)synth.Retrain.Definition["TimeoutSeconds"]! >= (10 * (long)definition.Data.Settle.TotalSeconds) + Evaluations(4) + jobs + (long)definition.Registry.ApprovalTimeout.TotalSeconds + (3 * 86_400));

        long Evaluations(int more) => more * (long)synth.Retrain.State("Evaluate")["Parameters"]!["StoppingCondition"]!["MaxRuntimeInSeconds"]!;
    }

    [Fact]
    public void Image_Always_IsPinnedByDigest()
    {
        var image = (string)synth.Retrain.State("Train")["Parameters"]!["AlgorithmSpecification"]!["TrainingImage"]!;

        Assert.Equal($"123456789012.dkr.ecr.eu-west-1.amazonaws.com/mlops/algorithm@{SynthFixture.Digest}", image);
    }

    [Fact]
    public void Monitor_ThatWaitsForItsJobAsLongAsItMay_HasTimeForTheRest()
        => Assert.True((long)synth.Monitor.Definition["TimeoutSeconds"]! >= (int)Job("Analyze")["TimeoutSeconds"]! + 3600);

    [Theory]
    [InlineData("Admit")]
    [InlineData("Plan")]
    public void FirstFunction_Always_GetsTheWholeDefinition(string state)
    {
        var embedded = Owner(state).State(state)["Parameters"]!["definition"]!;
        var read = Assert.IsType<Mlops.Domain.Pipelines.DefinitionResult.Valid>(
            Mlops.Domain.Pipelines.PipelineDefinitionReader.Read(embedded.ToJsonString()));

        Assert.Equal(Mlops.Domain.Pipelines.PipelineDefinitionReader.Hash(Assert.Single(synth.Config.Pipelines).Definition), read.Hash);
    }

    [Fact]
    public void Machine_Always_LogsErrorsWithoutData()
        => Assert.All(synth.Pipeline.Resources("AWS::StepFunctions::StateMachine").Values, machine =>
        {
            var logging = machine["Properties"]!["LoggingConfiguration"]!;
            Assert.Equal("ERROR", (string)logging["Level"]!);
            Assert.False((bool?)logging["IncludeExecutionData"] ?? false);
        });

    private static string[] Waits => ["AskApproval", "EscalateApproval"];

    private static string[] Jobs => ["Prepare", "Train", "Evaluate", "Analyze"];

    private StateMachine Owner(string state) => new[] { synth.Retrain, synth.Monitor }.Single(machine => machine.States.ContainsKey(state));

    private JsonObject Job(string name) => Owner(name).State(name);

    private static IEnumerable<JsonObject> Retrying(JsonObject task)
        => task["Retry"]!.AsArray().Select(retrier => retrier!.AsObject()).Where(retrier => (int?)retrier["MaxAttempts"] != 0);

    private static string JobName(JsonObject state)
        => (string)(state["Parameters"]!["TrainingJobName.$"] ?? state["Parameters"]!["ProcessingJobName.$"])!;

    private static HashSet<string> Reachable(StateMachine machine, string start)
    {
        var seen = new HashSet<string>();
        var waiting = new Queue<string>([start]);
        while (waiting.TryDequeue(out var name))
        {
            if (seen.Add(name))
            {
                foreach (var next in StateMachine.Successors(machine.State(name)))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return seen;
    }
}
