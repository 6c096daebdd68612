using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Evaluation;

/// <summary>The gate of a binary classification: its metrics, each with its good end.</summary>
public sealed class BinaryGateTests
{
    [Fact]
    public void Decide_WithinLimits_PassesInWords()
    {
        var gate = new GateDefinition
        {
            Thresholds = new Dictionary<string, ThresholdDefinition> { ["auc"] = new() { Minimum = 0.7 }, ["logLoss"] = new() { Maximum = 0.5 } },
        };

        var verdict = Gate.Decide(gate, Report(0.8, 0.4));

        Assert.Equal(GateDecision.Passed, verdict.Verdict);
        Assert.Equal(["auc is 0.8 and must be at least 0.7: passed.", "logLoss is 0.4 and must be at most 0.5: passed.", "Nothing serves yet, so there is no champion to compare with."], verdict.Reasons);
    }

    [Theory]
    [InlineData(0.75, GateDecision.Refused)]
    [InlineData(0.8, GateDecision.Passed)]
    [InlineData(0.85, GateDecision.Passed)]
    public void Decide_NoMetricNamed_ComparesTheAuc(double auc, GateDecision expected)
    {
        var verdict = Gate.Decide(new GateDefinition(), Report(auc, 0.4, champion: (0.8, 0.3)));

        Assert.Equal((expected, "auc"), (verdict.Verdict, Assert.Single(verdict.Rules).Metric));
    }

    [Theory]
    [InlineData(0.29, GateDecision.Passed)]
    [InlineData(0.31, GateDecision.Refused)]
    public void Decide_ByLogLoss_LowerIsBetter(double logLoss, GateDecision expected) => Assert.Equal(
        expected, Gate.Decide(new GateDefinition { Champion = new() { Metric = "logLoss" } }, Report(0.5, logLoss, champion: (0.9, 0.3))).Verdict);

    [Fact]
    public void Decide_FirstModelWithoutTheDecisiveMetric_IsRefused() => Assert.Equal(
        ["auc was not measured and must be, for it decides between models: refused."],
        Gate.Decide(new GateDefinition(), Report(double.NaN, 0.3)).Reasons);

    private static EvaluationReport Report(double auc, double logLoss, (double Auc, double LogLoss)? champion = null) => new()
    {
        Problem = ProblemType.Binary,
        Rows = 10,
        Holdout = new HoldoutSummary { Sha256 = "aa" },
        Challenger = Model(null, auc, logLoss),
        Champion = champion is { } best ? Model("r1", best.Auc, best.LogLoss) : null,
    };

    private static ModelMetrics Model(string? run, double auc, double logLoss) =>
        new() { Run = run, Model = "m", Metrics = new Dictionary<string, double> { ["auc"] = auc, ["logLoss"] = logLoss } };
}
