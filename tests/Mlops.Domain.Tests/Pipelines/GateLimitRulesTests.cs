using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Pipelines;

/// <summary>Slices and the gate's limits: what fits together, and what does not with its reason.</summary>
public sealed class GateLimitRulesTests
{
    [Fact]
    public void Read_EveryLimit_KeepsThem()
    {
        var definition = Definitions.Valid(Binary(
            """
            { "champion": { "confidence": 0.9 }, "slices": { "maximumRegression": 0.1, "thresholds": { "auc": { "minimum": 0.5 } } },
              "bias": { "columns": ["sex"], "maximumDemographicParityDifference": 0.1, "minimumDemographicParityRatio": 0.8, "maximumEqualizedOddsDifference": 0.1, "maximumDifferenceInPositiveProportions": 0.1 },
              "calibration": { "maximumError": 0.1, "minimumSlope": 0.5, "maximumSlope": 1.5, "maximumInTheLarge": 0.05 },
              "explanations": { "mustNotMatter": { "row id": 0.02 } } }
            """,
            """{ "region": {}, "age": { "edges": [18, 65] }, "income": { "quantiles": 5 } }""")).Definition;

        Assert.Equal((0.9, 0.1, 0.95, 100), (definition.Gate.Champion.Confidence, definition.Gate.Slices.MaximumRegression, definition.Gate.Slices.Confidence, definition.Gate.Bias.MinimumRows));
        Assert.Equal([18, 65], definition.Problem.Slices["age"].Edges!);
        Assert.Equal(0.02, definition.Gate.Explanations.MustNotMatter["row id"]);
    }

    [Theory]
    [InlineData("""{ "y": {} }""", "$.problem.slices.y")]
    [InlineData("""{ "t": {} }""", "$.problem.slices.t")]
    [InlineData("""{ "a": { "edges": [2, 1] } }""", "$.problem.slices.a.edges")]
    [InlineData("""{ "a": { "edges": [] } }""", "$.problem.slices.a.edges")]
    [InlineData("""{ "a": { "edges": ["x"] } }""", "$.problem.slices.a.edges")]
    [InlineData("""{ "a": { "quantiles": 1 } }""", "$.problem.slices.a.quantiles")]
    [InlineData("""{ "a": { "edges": [1], "quantiles": 4 } }""", "$.problem.slices.a")]
    [InlineData("""{ "a b": { "bins": 3 } }""", "$.problem.slices['a b'].bins")]
    public void Read_SliceThatCannotBe_IsNamed(string slices, string path) => Assert.Equal(path, Assert.Single(Definitions.Problems(Definitions.With("problem.slices", slices))).Path);

    [Theory]
    [InlineData("""{ "champion": { "confidence": 1 } }""", "$.gate.champion.confidence")]
    [InlineData("""{ "slices": { "maximumRegression": 0.1 } }""", "$.gate.slices")]
    [InlineData("""{ "slices": { "columns": ["sex"] } }""", "$.gate.slices.columns[0]")]
    [InlineData("""{ "slices": { "minimumRows": 1 } }""", "$.gate.slices.minimumRows")]
    [InlineData("""{ "slices": { "confidence": 0.3 } }""", "$.gate.slices.confidence")]
    [InlineData("""{ "bias": { "maximumDemographicParityDifference": 0.1 } }""", "$.gate.bias.columns")]
    [InlineData("""{ "bias": { "columns": ["y"] } }""", "$.gate.bias.columns[0]")]
    [InlineData("""{ "bias": { "columns": ["a"], "maximumEqualizedOddsDifference": 1.5 } }""", "$.gate.bias.maximumEqualizedOddsDifference")]
    [InlineData("""{ "calibration": { "maximumError": -1 } }""", "$.gate.calibration.maximumError")]
    [InlineData("""{ "calibration": { "minimumSlope": 2, "maximumSlope": 1 } }""", "$.gate.calibration.minimumSlope")]
    [InlineData("""{ "explanations": { "mustNotMatter": { "y": 0.1 } } }""", "$.gate.explanations.mustNotMatter.y")]
    [InlineData("""{ "explanations": { "mustNotMatter": { "a": 1 } } }""", "$.gate.explanations.mustNotMatter.a")]
    public void Read_LimitThatCannotBe_IsNamed(string gate, string path) => Assert.Equal(path, Assert.Single(Definitions.Problems(Binary(gate))).Path);

    [Theory]
    [InlineData("gate.bias", """{ "columns": ["sex"] }""", "Bias is told by the shares of rows that are said to be positive, and a regression says no class.")]
    [InlineData("gate.calibration", """{ "maximumError": 0.1 }""", "Calibration is about probabilities, and a regression predicts none.")]
    public void Read_LimitOfClassesInARegression_IsRefusedWithTheReason(string path, string value, string reason)
    {
        var problem = Assert.Single(Definitions.Problems(Definitions.With(path, value)));

        Assert.Equal(($"$.{path}", reason), (problem.Path, problem.Message));
    }

    private static string Binary(string gate, string slices = "{}") =>
        $$"""{ "name": "loans", "problem": { "type": "binary", "label": "y", "positiveClass": "yes", "timeColumn": "t", "slices": {{slices}} }, "gate": {{gate}} }""";
}
