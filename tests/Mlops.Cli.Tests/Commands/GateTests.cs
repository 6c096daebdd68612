using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Tests.Commands;

public sealed class GateTests
{
    private const string Put = "AWSEvents.PutEvents", Run = "2601020304-1a2b3c4";
    private static readonly string Model = new('a', 64);

    private static readonly GateRule Failed = new()
    {
        Rule = "sliceRegression",
        Metric = "auc",
        Column = "origin",
        Slice = "SFO",
        Value = 0.5,
        Limit = 0.1,
        Passed = false,
        Sentence = "auc is 0.56 where origin is SFO: refused.",
    };

    [Fact]
    public async Task Gate_Run_PrintsEveryRuleTheFailedOnesFirstAndTheFigures()
    {
        await using var aws = await WithRefusedAsync();

        var run = await aws.RunAsync("gate", Run);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains($"{Run} of p: refused, 1 of 2 rules hold", run.Output, StringComparison.Ordinal);
        Assert.True(run.Output.IndexOf(Failed.Sentence, StringComparison.Ordinal) < run.Output.IndexOf("auc is 0.72 and must be at least 0.6: passed.", StringComparison.Ordinal));
        Assert.All(["metrics (95% intervals: 1,000 resamples of 36 days)", "0.005 … 0.04", "slices of origin (largest regression of all: SFO, 50% worse)", "what the answers rest on"], text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gate_LatestAsJson_IsTheVerdictAndTheEvaluation()
    {
        await using var aws = await WithRefusedAsync();

        var run = await aws.RunAsync("gate", "--json");

        var answer = JsonNode.Parse(run.Output)!;
        Assert.Equal((Run, "refused", "day"), ((string)answer["run"]!, (string)answer["gate"]!["verdict"]!, (string)answer["evaluation"]!["comparison"]!["unit"]!));
    }

    [Fact]
    public async Task GateOverride_RefusedRun_PutsTheDecisionOnTheBusFromItsOwnSource()
    {
        await using var aws = await WithRefusedAsync();

        var run = await aws.RunAsync("gate", "override", Run, "--by", "Ada Lovelace", "--reason", "The strike is over.", "--no-wait");

        var entry = Assert.Single(aws.CallsOf(Put))["Entries"]!.AsArray().Single()!;
        var detail = JsonNode.Parse(entry["Detail"]!.ToString())!;
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(("mlops.retrain.requested", "mlops.override"), (entry["DetailType"]!.ToString(), entry["Source"]!.ToString()));
        Assert.Equal(
            $$"""{"run":"{{Run}}","model":"{{Model}}","by":"Ada Lovelace","reason":"The strike is over."}""", detail["override"]!.ToJsonString());
        Assert.Equal(("manual", true, "0.05"), ((string)detail["cause"]!, (bool)detail["force"]!, (string)detail["parameters"]!["hyperparameters.learning_rate"]!));
    }

    [Theory]
    [InlineData(GateDecision.Passed, "Because.", "was not refused by the gate")]
    [InlineData(GateDecision.Refused, "Be\u001bcause.", "override.reason must have 1 to 1000 characters, none of them a control character")]
    public async Task GateOverride_ThatCannotBe_SaysWhyAndSendsNothing(GateDecision verdict, string reason, string problem)
    {
        await using var aws = await WithRefusedAsync(verdict);

        var run = await aws.RunAsync("gate", "override", Run, "--by", "Ada", "--reason", reason);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Empty(aws.CallsOf(Put));
    }

    [Fact]
    public async Task GateOverride_WithoutNameOrReason_IsRefused()
    {
        await using var aws = await WithRefusedAsync();

        var run = await aws.RunAsync("gate", "override", Run);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.All(["--by", "--reason"], option => Assert.Contains(option, run.Error, StringComparison.Ordinal));
    }

    private static async Task<FakeAws> WithRefusedAsync(GateDecision decision = GateDecision.Refused)
    {
        var aws = await RetrainTests.WithBusAsync();
        var verdict = new GateVerdict
        {
            Verdict = decision,
            Reasons = [Failed.Sentence],
            Rules = [new() { Rule = "minimum", Metric = "auc", Value = 0.72, Limit = 0.6, Passed = true, Sentence = "auc is 0.72 and must be at least 0.6: passed." }, Failed],
            Metrics = new Dictionary<string, double> { ["auc"] = 0.72 },
            Model = Model,
        };
        var trigger = Samples.Deployed.Trigger! with { Parameters = new Dictionary<string, string> { ["hyperparameters.learning_rate"] = "0.05" } };
        var record = Samples.Deployed with { Pipeline = "p", Model = Model, Trigger = trigger, Outcome = RunOutcome.Refused, Gate = new RunGate(decision, verdict.Reasons) { Rules = verdict.Rules } };
        aws.Objects[$"runs/p/{Run}/run.json"] = JsonSerializer.Serialize(record, DomainJson.Wire.RunRecord);
        aws.Objects[$"runs/p/{Run}/gate.json"] = JsonSerializer.Serialize(verdict, DomainJson.Wire.GateVerdict);
        aws.Objects[$"runs/p/{Run}/evaluate/evaluation.json"] = JsonSerializer.Serialize(Evaluation(), DomainJson.Wire.EvaluationReport);
        return aws;
    }

    private static EvaluationReport Evaluation() => new()
    {
        Problem = ProblemType.Binary,
        Rows = 1000,
        Holdout = new() { Sha256 = "aa" },
        Challenger = new() { Model = Model, Metrics = new Dictionary<string, double> { ["auc"] = 0.72 } },
        Champion = new() { Run = "r1", Model = "m", Metrics = new Dictionary<string, double> { ["auc"] = 0.7 } },
        Comparison = new() { Unit = "day", Units = 36, Resamples = 1000, Confidence = 0.95, Metrics = new Dictionary<string, MetricDifference> { ["auc"] = new(0.02, 0.005, 0.04) } },
        Slices =
        [
            new()
            {
                Column = "origin",
                MinimumRows = 100,
                Slices = [new() { Value = "SFO", Rows = 200, Challenger = new Dictionary<string, double> { ["auc"] = 0.56 }, Champion = new Dictionary<string, double> { ["auc"] = 0.62 } }],
            },
        ],
        LargestRegression = new("origin", "SFO", "auc", 0.5),
        Explanations = new() { Rows = 1000, Challenger = [new("distance", 1, 0.2)] },
    };
}
