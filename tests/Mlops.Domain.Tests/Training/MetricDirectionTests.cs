using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Tests.Training;

public sealed class MetricDirectionTests
{
    [Fact]
    public void LowerIsBetter_EveryMetric_IsKnown() => Assert.Equal(
        ["mae", "rmse", "logLoss", "brier", "calibrationError"], ProblemMetrics.All.Where(MetricDirection.LowerIsBetter));

    [Theory]
    [InlineData("mae", 2, 0.5)]
    [InlineData("logLoss", 0.4, 0.1)]
    [InlineData("r2", 0.9, 0.25)]
    [InlineData("auc", 0.7, 0.05)]
    [InlineData("balancedAccuracy", 0.9, 0.1)]
    [InlineData("f1", 0.4, 0.1)]
    [InlineData("mcc", -0.4, 0.1)]
    public void Margin_AQuarter_IsOfTheErrorOrOfWhatLiesBeyondGuessing(string metric, double reference, double margin) =>
        Assert.Equal(margin, MetricDirection.Margin(metric, reference, 0.25), 1e-12);

    [Theory]
    [InlineData(ProblemType.Regression)]
    [InlineData(ProblemType.Binary)]
    public void Default_OfAProblem_IsOneOfItsMetrics(ProblemType problem)
    {
        Assert.Contains(ProblemMetrics.Default(problem), ProblemMetrics.Names(problem));
        Assert.All(ProblemMetrics.OfTraining(problem), metric => Assert.Contains(metric.Metric, ProblemMetrics.Names(problem)));
    }

    [Fact]
    public void LowerIsBetter_NoMetric_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => MetricDirection.LowerIsBetter("accurracy"));
}
