using CsCheck;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Evaluation;

public sealed class GateTests
{
    private static readonly GateDefinition Limits = new()
    {
        Thresholds = new Dictionary<string, ThresholdDefinition> { ["mae"] = new() { Maximum = 3 }, ["r2"] = new() { Minimum = 0.6 } },
    };

    [Fact]
    public void Decide_WithinLimitsWithoutChampion_PassesAndSaysWhy()
    {
        var verdict = Gate.Decide(Limits, Report(2, 0.8));

        Assert.Equal(GateDecision.Passed, verdict.Verdict);
        Assert.Equal(
            ["mae is 2 and must be at most 3: passed.", "r2 is 0.8 and must be at least 0.6: passed.", "Nothing serves yet, so there is no champion to compare with."],
            verdict.Reasons);
    }

    [Fact]
    public void Decide_OutsideLimits_RefusesWithEveryReason() => Assert.Equal(
        ["mae is 4 and must be at most 3: refused.", "r2 is 0.5 and must be at least 0.6: refused."],
        Gate.Decide(Limits, Report(4, 0.5)).Reasons);

    [Theory]
    [InlineData(0, 1.0, 1.0, GateDecision.Passed)]
    [InlineData(0, 1.0001, 1.0, GateDecision.Refused)]
    [InlineData(0.1, 0.9, 1.0, GateDecision.Passed)]
    [InlineData(0.1, 0.91, 1.0, GateDecision.Refused)]
    [InlineData(-0.1, 1.1, 1.0, GateDecision.Passed)]
    [InlineData(-0.1, 1.11, 1.0, GateDecision.Refused)]
    public void Decide_AgainstTheChampion_DemandsTheImprovement(double improvement, double challenger, double champion, GateDecision expected) =>
        Assert.Equal(expected, Gate.Decide(Compare("mae", improvement), Report(challenger, 0.8, champion)).Verdict);

    [Fact]
    public void Decide_R2AgainstANegativeChampion_IsBetterWhenHigher()
    {
        var report = Report(1, -0.5, 1) with { Champion = Model("r1", 1, -1) };

        Assert.Equal(GateDecision.Passed, Gate.Decide(Compare("r2", 0.4), report).Verdict);
        Assert.Equal(GateDecision.Refused, Gate.Decide(Compare("r2", 0.6), report).Verdict);
    }

    [Fact]
    public void Decide_RefusedByTheChampion_NamesItsRunAndValue() => Assert.Equal(
        ["mae is 2 and must be at most 0.98: the champion of run r1 has 1 on the same rows, and a challenger must be better by 2%: refused."],
        Gate.Decide(Compare("mae", 0.02), Report(2, 0.8, 1)).Reasons);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Decide_MetricThatIsNoNumber_Refuses(double mae) =>
        Assert.Equal("mae was not measured and must be at most 3: refused.", Assert.Single(Gate.Decide(Limits, Report(mae, 0.8)).Reasons));

    [Theory]
    [InlineData(double.NaN, GateDecision.Refused)]
    [InlineData(2, GateDecision.Passed)]
    public void Decide_NoLimitsAndNoChampion_DemandsThatTheDecidingMetricWasMeasured(double mae, GateDecision expected) =>
        Assert.Equal(expected, Gate.Decide(new GateDefinition(), Report(mae, 0.8)).Verdict);

    [Fact]
    public void Decide_BetterMetrics_NeverTurnAPassIntoARefusal()
    {
        var limits = Gen.Select(Gen.Double[-1, 1], Gen.Double[0, 5], Gen.Double[-0.9, 0.9], Gen.Bool);
        var metrics = Gen.Select(Gen.Double[0, 5], Gen.Double[-1, 1], Gen.Double[0, 5]);
        Gen.Select(limits, metrics, Gen.Double[0, 1], Gen.Double[0, 1]).Sample((limit, metric, lessError, moreR2) =>
        {
            var gate = new GateDefinition
            {
                Thresholds = new Dictionary<string, ThresholdDefinition> { ["r2"] = new() { Minimum = limit.Item1 }, ["mae"] = new() { Maximum = limit.Item2 } },
                Champion = new() { MinimumImprovement = limit.Item3, Metric = limit.Item4 ? "mae" : "r2" },
            };
            var worse = Report(metric.Item1, metric.Item2, metric.Item3);
            var better = Report(metric.Item1 - lessError, metric.Item2 + moreR2, metric.Item3);
            return Gate.Decide(gate, worse).Verdict is GateDecision.Refused || Gate.Decide(gate, better).Verdict is GateDecision.Passed;
        });
    }

    private static GateDefinition Compare(string metric, double improvement) => new() { Champion = new() { Metric = metric, MinimumImprovement = improvement } };

    private static EvaluationReport Report(double mae, double r2, double? champion = null) => new()
    {
        Problem = ProblemType.Regression,
        Rows = 10,
        Holdout = new HoldoutSummary { Sha256 = "aa" },
        Challenger = Model(null, mae, r2),
        Champion = champion is { } value ? Model("r1", value, 0.5) : null,
    };

    private static ModelMetrics Model(string? run, double mae, double r2) => new()
    {
        Run = run,
        Model = "m",
        Metrics = new Dictionary<string, double> { ["mae"] = mae, ["r2"] = r2, ["rmse"] = mae },
    };
}
