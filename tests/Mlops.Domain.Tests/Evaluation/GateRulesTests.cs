using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Evaluation;

/// <summary>The rules beyond absolute limits: each refuses by its own figure, says so in words, and refuses when the figure is absent.</summary>
public sealed class GateRulesTests
{
    private static readonly MetricDifference Better = new(0.02, 0.005, 0.04), Maybe = new(0.02, -0.01, 0.05);

    [Fact]
    public void Decide_IntervalThatReachesBelowTheChampion_IsRefused()
    {
        var verdict = Gate.Decide(Surely(0.95), Report(comparison: Compared(Maybe)));

        Assert.Equal(GateDecision.Refused, verdict.Verdict);
        Assert.Equal(
            "auc is 0.72 and must be at least 0.7: the champion of run r1 has 0.7 on the same rows, and 95% surely so: refused. Beside the champion's, auc lies between 0.69 and 0.75 (95% sure: 1,000 resamples of 36 days).",
            Assert.Single(verdict.Reasons));
        Assert.Equal(new GateInterval(0.69, 0.75, 0.95), Assert.Single(verdict.Rules).Interval! with { Lower = 0.69, Upper = 0.75 });
    }

    [Fact]
    public void Decide_IntervalThatClearsTheChampion_Passes() => Assert.Equal(GateDecision.Passed, Gate.Decide(Surely(0.95), Report(comparison: Compared(Better))).Verdict);

    [Fact]
    public void Decide_IntervalOfAnError_IsHeldAtItsUpperEnd()
    {
        var gate = new GateDefinition { Champion = new() { Metric = "logLoss", Confidence = 0.95 } };
        var comparison = Compared(new(-0.1, -0.2, -0.01), "logLoss");

        Assert.Equal(GateDecision.Passed, Gate.Decide(gate, Report(comparison: comparison)).Verdict);
        Assert.Equal(GateDecision.Refused, Gate.Decide(gate, Report(comparison: Compared(new(-0.1, -0.2, 0.01), "logLoss"))).Verdict);
    }

    [Fact]
    public void Decide_NoInterval_RefusesAndSaysWhy()
    {
        Assert.Contains("which cannot be told: the evaluation has no interval of the difference: refused.", Refusal(Surely(0.95), Report()), StringComparison.Ordinal);
        Assert.Contains("which cannot be told: 12 rows are too few: refused.", Refusal(Surely(0.95), Report(comparison: Compared(null) with { Reason = "12 rows are too few" })), StringComparison.Ordinal);
        Assert.Contains("for 95% only: refused.", Refusal(Surely(0.99), Report(comparison: Compared(Better))), StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_SliceThatSurelyBecameWorse_IsRefusedThoughTheWholeIsBetter()
    {
        var report = Report() with { Slices = [Sliced(Slice("SFO", 200, 0.56, 0.62, new(-0.06, -0.1, -0.02)), Slice("ATL", 500, 0.75, 0.7, Better))] };

        Assert.Equal(
            "auc is 0.56 where origin is SFO (200 rows) and the champion's is 0.62: worse by 50% (95% sure of all 2 together: -0.1 to -0.02) where 10% is allowed: refused.",
            Refusal(Slices(), report));
    }

    [Fact]
    public void Decide_SliceThatMayBeWorseByChance_PassesAndSaysSo()
    {
        var report = Report() with { Slices = [Sliced(Slice("SFO", 200, 0.58, 0.62, new(-0.04, -0.1, 0.02)))] };

        var verdict = Gate.Decide(Slices(), report);

        Assert.Equal(GateDecision.Passed, verdict.Verdict);
        Assert.Contains(verdict.Reasons, reason => reason.Contains("which may be chance (95% sure: -0.1 to 0.02): passed.", StringComparison.Ordinal));
        Assert.Equal(GateDecision.Refused, Gate.Decide(Slices(confidence: 0), report).Verdict);
    }

    [Theory]
    [InlineData(29, GateDecision.Passed)]
    [InlineData(30, GateDecision.Refused)]
    public void Decide_SliceWithoutInterval_MayBeChanceOnlyWithTooFewRowsForOne(int rows, GateDecision expected)
    {
        var report = Report() with { Slices = [Sliced(Slice("SFO", rows, 0.5, 0.9, null)) with { MinimumRows = 10 }] };

        Assert.Equal(expected, Gate.Decide(Slices(), report).Verdict);
    }

    [Fact]
    public void Decide_SliceWithTooFewRows_IsNotJudged()
    {
        var report = Report() with { Slices = [Sliced(Slice("SFO", 99, 0.5, 0.9, new(-0.4, -0.5, -0.3)), Slice("ATL", 500, 0.75, 0.7, Better))] };

        Assert.Equal(GateDecision.Passed, Gate.Decide(Slices(), report).Verdict);
        Assert.Contains("No slice of origin has 100 rows", Refusal(Slices(), report with { Slices = [Sliced(Slice("SFO", 99, 0.5, 0.9, null))] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_SliceThatCannotBeMeasured_IsRefusedThoughTheOthersHold()
    {
        var oneClass = Slice("SFO", 200, 0, 0, null) with { Challenger = new Dictionary<string, double>(), Champion = new Dictionary<string, double>(), Reason = "every label is late" };
        var report = Report() with { Slices = [Sliced(oneClass, Slice("ATL", 500, 0.75, 0.7, Better))] };
        var gate = new GateDefinition { Slices = new() { Thresholds = new Dictionary<string, ThresholdDefinition> { ["auc"] = new() { Minimum = 0.6 } } } };

        const string Sentence = "1 slice of origin with enough rows could not be measured by auc: SFO, every label is late. The limit cannot be told to hold there; raise minimumRows, or cut the column otherwise: refused.";
        Assert.Equal(Sentence, Refusal(gate, report));
        Assert.Equal(Sentence, Refusal(Slices(), report));
        Assert.Equal(GateDecision.Passed, Gate.Decide(gate, report with { Slices = [Sliced(oneClass with { Rows = 99 }, Slice("ATL", 500, 0.75, 0.7, Better))] }).Verdict);
    }

    [Fact]
    public void Decide_SliceBelowAnAbsoluteLimit_IsRefusedByTheWorst()
    {
        var gate = new GateDefinition { Slices = new() { Thresholds = new Dictionary<string, ThresholdDefinition> { ["auc"] = new() { Minimum = 0.6 } } } };
        var report = Report() with { Slices = [Sliced(Slice("SFO", 200, 0.56, 0.56, null), Slice("LAX", 200, 0.58, 0.56, null), Slice("ATL", 500, 0.75, 0.7, null))] };

        Assert.Equal("auc is 0.56 where origin is SFO (200 rows), the lowest of 3 slices, and must be at least 0.6 in each: refused. Others are beyond it, too: LAX has 0.58.", Refusal(gate, report));
    }

    [Fact]
    public void Decide_SlicesThatAnotherImageDidNotMeasure_AreRefused() =>
        Assert.Equal("Limits on slices cannot be told to hold: the evaluation has no figures of slices: refused.", Refusal(Slices(), Report()));

    [Theory]
    [InlineData(0.2, 0.3, 0.15, 0.4, GateDecision.Passed)]
    [InlineData(0.19, 0.9, 0.9, 0.9, GateDecision.Refused)]
    [InlineData(0.9, 0.1, 0.9, 0.9, GateDecision.Refused)]
    [InlineData(0.9, 0.9, 0.04, 0.9, GateDecision.Refused)]
    [InlineData(0.9, 0.9, 0.9, 0.1, GateDecision.Refused)]
    public void Decide_Bias_HoldsEachDifferenceAgainstItsLimit(double parity, double odds, double proportions, double ratio, GateDecision expected)
    {
        var gate = new GateDefinition
        {
            Bias = new()
            {
                Columns = ["origin"],
                MaximumDemographicParityDifference = parity,
                MaximumEqualizedOddsDifference = odds,
                MaximumDifferenceInPositiveProportions = proportions,
                MinimumDemographicParityRatio = 1 - ratio,
            },
        };

        Assert.Equal(expected, Gate.Decide(gate, Report() with { Bias = [Facet()] }).Verdict);
    }

    [Fact]
    public void Decide_Bias_SaysWhichGroupsDiffer()
    {
        var gate = new GateDefinition { Bias = new() { Columns = ["origin"], MaximumDemographicParityDifference = 0.1, MaximumDifferenceInPositiveProportions = 0.1 } };

        Assert.Equal(
            [
                "demographicParityDifference of origin is 0.2 (said to be positive: 50% of ATL, 30% of SFO) and must be at most 0.1: refused.",
                "differenceInPositiveProportions of origin is 0.15 (of SFO 30% are said to be positive, of all others 45%; the labels differ by 0.05) and must be at most 0.1: refused.",
            ],
            Gate.Decide(gate, Report() with { Bias = [Facet()] }).Reasons);
        Assert.Contains("cannot be told: the evaluation has no figures of it: refused.", Gate.Decide(gate, Report()).Reasons[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1, 0.02, 0.8, 1.2, GateDecision.Passed)]
    [InlineData(0.04, 0.02, 0.8, 1.2, GateDecision.Refused)]
    [InlineData(0.1, 0.009, 0.8, 1.2, GateDecision.Refused)]
    [InlineData(0.1, 0.02, 0.95, 1.2, GateDecision.Refused)]
    [InlineData(0.1, 0.02, 0.8, 0.85, GateDecision.Refused)]
    public void Decide_Calibration_HoldsEachFigureAgainstItsLimit(double error, double large, double least, double most, GateDecision expected)
    {
        var gate = new GateDefinition { Calibration = new() { MaximumError = error, MaximumInTheLarge = large, MinimumSlope = least, MaximumSlope = most } };

        Assert.Equal(expected, Gate.Decide(gate, Report()).Verdict);
    }

    [Fact]
    public void Decide_CalibrationThatAnotherImageDidNotFit_IsRefused() => Assert.Equal(
        "calibrationSlope cannot be told: the evaluation has no figure of it: refused.",
        Refusal(new GateDefinition { Calibration = new() { MinimumSlope = 0.5 } }, Report() with { Challenger = Model(null, 0.72, 0.4) with { Classification = null } }));

    [Fact]
    public void Decide_ColumnThatMustNotMatter_IsRefusedByItsShare()
    {
        var explained = Report() with { Explanations = new() { Rows = 1000, Challenger = [new("id", 0.4, 0.8), new("distance", 0.6, 1.2)] } };

        Assert.Equal("id makes 40% of what moves the answers (mean |SHAP| over 1,000 rows, place 1 of 2) and may make 5%: refused.", Refusal(NotMatter("id"), explained));
        Assert.Equal("Whether colour matters cannot be told: the model reads no column of that name: refused.", Refusal(NotMatter("colour"), explained));
        Assert.Equal("Whether id matters cannot be told: the evaluation has no explanations: refused.", Refusal(NotMatter("id"), Report()));
    }

    private static string Refusal(GateDefinition gate, EvaluationReport report)
    {
        var verdict = Gate.Decide(gate, report);
        Assert.Equal(GateDecision.Refused, verdict.Verdict);
        return Assert.Single(verdict.Reasons);
    }

    private static GateDefinition Surely(double confidence) => new() { Champion = new() { Confidence = confidence } };

    private static GateDefinition Slices(double confidence = 0.95) => new() { Slices = new() { MaximumRegression = 0.1, Confidence = confidence } };

    private static GateDefinition NotMatter(string column) => new() { Explanations = new() { MustNotMatter = new Dictionary<string, double> { [column] = 0.05 } } };

    private static EvaluationReport Report(ModelComparison? comparison = null) => new()
    {
        Problem = ProblemType.Binary,
        Rows = 1000,
        Holdout = new HoldoutSummary { Sha256 = "aa" },
        Challenger = Model(null, 0.72, 0.4),
        Champion = Model("r1", 0.7, 0.5),
        Comparison = comparison,
    };

    private static ModelMetrics Model(string? run, double auc, double logLoss) => new()
    {
        Run = run,
        Model = "m",
        Metrics = new Dictionary<string, double> { ["auc"] = auc, ["logLoss"] = logLoss, ["calibrationError"] = 0.05 },
        Classification = new()
        {
            Positive = "late",
            Negative = "on-time",
            Threshold = 0.5,
            BaseRate = 0.2,
            Confusion = new(1, 1, 1, 1),
            Calibration = [],
            Fit = new() { InTheLarge = 0.01, Slope = 0.9, Intercept = 0 },
        },
    };

    private static ModelComparison Compared(MetricDifference? difference, string metric = "auc") => new()
    {
        Unit = "day",
        Units = 36,
        Resamples = 1000,
        Confidence = 0.95,
        Metrics = difference is null ? new Dictionary<string, MetricDifference>() : new Dictionary<string, MetricDifference> { [metric] = difference },
    };

    private static SlicedColumn Sliced(params SliceFigures[] slices) => new() { Column = "origin", MinimumRows = 100, Slices = slices };

    private static SliceFigures Slice(string value, int rows, double challenger, double champion, MetricDifference? difference) => new()
    {
        Value = value,
        Rows = rows,
        Challenger = new Dictionary<string, double> { ["auc"] = challenger },
        Champion = new Dictionary<string, double> { ["auc"] = champion },
        Difference = difference,
    };

    private static FacetReport Facet() => new()
    {
        Column = "origin",
        MinimumRows = 100,
        Challenger = new()
        {
            DemographicParityDifference = 0.2,
            DemographicParityRatio = 0.6,
            EqualizedOddsDifference = 0.3,
            Groups =
            [
                new() { Value = "ATL", Rows = 500, PositiveShare = 0.4, PredictedPositiveShare = 0.5, TruePositiveRate = 0.8, FalsePositiveRate = 0.3, Dpl = -0.05, Dppl = -0.1 },
                new() { Value = "SFO", Rows = 300, PositiveShare = 0.3, PredictedPositiveShare = 0.3, TruePositiveRate = 0.5, FalsePositiveRate = 0.2, Dpl = 0.05, Dppl = 0.15 },
            ],
        },
    };
}
