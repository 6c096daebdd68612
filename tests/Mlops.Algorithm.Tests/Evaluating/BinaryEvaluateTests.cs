using System.Globalization;
using System.Text.Json;
using Mlops.Algorithm.Tests.Testing;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Tests.Evaluating;

public sealed class BinaryEvaluateTests(TrainedFlights trained)
{
    [Fact]
    public void Evaluate_Flights_MeasuresEveryMetricAtTheModelsThreshold()
    {
        var report = Report();

        Assert.Equal(ProblemType.Binary, report.Problem);
        Assert.Equal(BinaryMetrics.Names.Order(StringComparer.Ordinal), report.Challenger.Metrics.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(report.Challenger.Metrics["auc"], 0.6, 1);
        Assert.Equal(trained.Scorer.Threshold, report.Challenger.Classification!.Threshold);
    }

    [Fact]
    public void Evaluate_Metrics_AreThoseOfThePredictionsItWrites()
    {
        var rows = trained.Folder.Read("processing/output/predictions.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')).ToList();
        var expected = (MetricsResult.Measured)BinaryMetrics.Of([.. rows.Select(row => Number(row[1]))], [.. rows.Select(row => Number(row[2]))], trained.Scorer.Threshold);

        Assert.Equal(expected.Metrics, Report().Challenger.Metrics.ToDictionary());
    }

    [Fact]
    public void Evaluate_Flights_CountsRowsByWhatWasSaidAndHoldsProbabilitiesAgainstWhatCameTrue()
    {
        var (report, classes) = (Report(), Report().Challenger.Classification!);
        var matrix = classes.Confusion;

        Assert.Equal(("late", "on-time"), (classes.Positive, classes.Negative));
        Assert.Equal(report.Rows, matrix.TruePositive + matrix.FalsePositive + matrix.FalseNegative + matrix.TrueNegative);
        Assert.Equal((double)(matrix.TruePositive + matrix.FalseNegative) / report.Rows, classes.BaseRate, 1e-12);
        Assert.Equal(report.Rows, classes.Calibration.Sum(bin => bin.Rows));
    }

    [Fact]
    public void Evaluate_ChampionIsTheSameModel_HasTheSameMetrics() => Assert.Equal(Report().Challenger.Metrics, Report().Champion!.Metrics);

    [Fact]
    public void Evaluate_Probabilities_AreProfiledForTheMonitor()
    {
        var (report, months) = (Report(), Report().Predictions!.Months);

        Assert.Equal(report.Rows, months.Sum(month => month.Count));
        Assert.All(months, month => Assert.InRange(month.Numbers!.Mean, 0, 1));
    }

    private EvaluationReport Report() =>
        JsonSerializer.Deserialize(trained.Folder.ReadBytes("processing/output/evaluation.json"), DomainJson.Wire.EvaluationReport)!;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
