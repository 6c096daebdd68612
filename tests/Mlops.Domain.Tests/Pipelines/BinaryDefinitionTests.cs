using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Tests.Pipelines;

public sealed class BinaryDefinitionTests
{
    [Fact]
    public void Read_BinaryWithEveryMember_KeepsThem()
    {
        var problem = Definitions.Valid(Binary("\"positiveClass\": \"yes\", \"threshold\": 0.4")).Definition.Problem;

        Assert.Equal((ProblemType.Binary, "yes", 0.4), (problem.Type, problem.PositiveClass, problem.Threshold));
    }

    [Fact]
    public void Read_BinaryMembersLeftOut_AreLeftToTheLabelsAndTheTraining() =>
        Assert.Equal((null, (double?)null), Definitions.Valid(Binary()).Definition.Problem is var problem ? (problem.PositiveClass, problem.Threshold) : ("", 0));

    [Theory]
    [InlineData("\"threshold\": 0", "$.problem.threshold")]
    [InlineData("\"threshold\": 1", "$.problem.threshold")]
    [InlineData("\"positiveClass\": \" \"", "$.problem.positiveClass")]
    public void Read_BadMember_NamesIt(string member, string path) => Assert.Equal(path, Assert.Single(Definitions.Problems(Binary(member))).Path);

    [Theory]
    [InlineData("positiveClass", "\"yes\"")]
    [InlineData("threshold", "0.5")]
    public void Read_ClassesOfARegression_AreRefused(string member, string value)
    {
        var problem = Assert.Single(Definitions.Problems(Definitions.With($"problem.{member}", value)));

        Assert.Equal(($"$.problem.{member}", "A regression predicts a number, not a class."), (problem.Path, problem.Message));
    }

    [Theory]
    [InlineData("gate", """{ "thresholds": { "r2": { "minimum": 0.5 } } }""", "$.gate.thresholds.r2")]
    [InlineData("gate", """{ "champion": { "metric": "mae" } }""", "$.gate.champion.metric")]
    [InlineData("monitor", """{ "quality": { "metric": "rmse" } }""", "$.monitor.quality.metric")]
    public void Read_MetricOfARegression_IsRefusedWithThoseThereAre(string section, string value, string path)
    {
        var problem = Assert.Single(Definitions.Problems(Binary(section: $", \"{section}\": {value}")));

        Assert.Equal(path, problem.Path);
        Assert.Contains("no metric of a Binary problem", problem.Message, StringComparison.Ordinal);
        Assert.Contains("auc, averagePrecision, logLoss, brier", problem.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EveryMetricOfClasses_MayBeAThreshold() => Assert.All(
        BinaryMetrics.Names, metric => Definitions.Valid(Binary(section: $$""", "gate": { "thresholds": { "{{metric}}": { "minimum": 0 } } }""")));

    [Fact]
    public void Hyperparameters_Binary_SayWhatIsPositive()
    {
        var stated = TrainingHyperparameters.Of(Definitions.Valid(Binary("\"positiveClass\": \"yes\", \"threshold\": 0.4")).Definition);
        var open = TrainingHyperparameters.Of(Definitions.Valid(Binary()).Definition);

        Assert.Equal(("binary", "yes", "0.4"), (stated["problem"], stated["positive_class"], stated["threshold"]));
        Assert.DoesNotContain(open.Keys, name => name is "positive_class" or "threshold");
    }

    private static string Binary(string? members = null, string section = "") =>
        $$"""{ "name": "churn", "problem": { "type": "binary", "label": "left"{{(members is null ? "" : ", " + members)}} }{{section}} }""";
}
