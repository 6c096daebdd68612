using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Mlops.Algorithm.Evaluating;
using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Tests.Testing;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Tests.Evaluating;

/// <summary>What evaluate writes for the gate beyond metrics, on real flights; the champion is the same model.</summary>
public sealed class GateFiguresTests(TrainedFlights trained)
{
    [Fact]
    public void Evaluate_SameModelTwice_DiffersByNothingSurely()
    {
        var comparison = Report().Comparison!;

        Assert.Null(comparison.Reason);
        Assert.Equal(BinaryMetrics.Names.Order(StringComparer.Ordinal), comparison.Metrics.Keys.Order(StringComparer.Ordinal));
        Assert.All(comparison.Metrics.Values, difference => Assert.Equal(new MetricDifference(0, 0, 0), difference));
        Assert.Equal(0, Report().LargestRegression!.Share);
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("distance")]
    public void Evaluate_Slices_HoldEveryRowOnceAndAreMeasuredOnTheirOwn(string name)
    {
        var column = Report().Slices!.Single(each => each.Column == name);

        Assert.Equal(Report().Rows, column.Slices.Sum(slice => slice.Rows));
        var first = column.Slices[0];
        var rows = Rows(name == "distance" ? row => Number(row.Distance) < 500 : row => row.Origin == first.Value);
        var expected = (MetricsResult.Measured)BinaryMetrics.Of([.. rows.Select(row => row.Label)], [.. rows.Select(row => row.Probability)], trained.Scorer.Threshold);
        Assert.Equal((name == "distance" ? "under 500" : first.Value, rows.Count), (first.Value, first.Rows));
        Assert.Equal(expected.Metrics, first.Challenger.ToDictionary());
    }

    [Fact]
    public void Evaluate_Bias_ComparesTheGroups()
    {
        var facet = Assert.Single(Report().Bias!);
        var near = Rows(row => Number(row.Distance) < 500);

        Assert.Equal(["under 500", "500 to under 1000", "1000 and over"], facet.Challenger.Groups.Select(group => group.Value));
        Assert.Equal((double)near.Count(row => row.Probability >= trained.Scorer.Threshold) / near.Count, facet.Challenger.Groups[0].PredictedPositiveShare, 1e-12);
        Assert.InRange(facet.Challenger.DemographicParityDifference!.Value, 0, 1);
    }

    [Fact]
    public void Evaluate_Importances_AreOfEveryRawColumnAndMakeTheWhole()
    {
        var explanations = Report().Explanations!;

        Assert.Equal(Math.Min(Explanations.MostRows, Report().Rows), explanations.Rows);
        Assert.Equal(["date", "destination", "distance", "origin"], explanations.Challenger.Select(column => column.Column).Order(StringComparer.Ordinal));
        Assert.Equal(1, explanations.Challenger.Sum(column => column.Share), 1e-9);
        Assert.Equal(explanations.Challenger, explanations.Champion!);
    }

    // SHAP's promise: contributions and the expected value add up to the model's own answer.
    [Fact]
    public void Contributions_OfARow_AddUpToItsLogOdds()
    {
        var artifact = ModelArtifact.ReadFolder(trained.Folder.Paths.Model);
        var holdout = TrainingTables.Encode(trained.Folder.Paths.ProcessingInput("holdout", "holdout.csv"), artifact.Transform, TestContext.Current.CancellationToken);
        var features = holdout.Columns;

        var contributions = Explanations.Contributions(artifact.Model.Span, holdout.Values[..(20 * features)], 20, features);

        var probabilities = trained.Scorer.Predict(holdout.Values[..(20 * features)]);
        Assert.All(Enumerable.Range(0, 20), row =>
            Assert.Equal(probabilities[row], 1 / (1 + Math.Exp(-contributions.Skip(row * (features + 1)).Take(features + 1).Sum())), 1e-9));
    }

    [Fact]
    public void Evaluate_Report_ShowsRulesAndFigures()
    {
        var report = trained.Folder.Read("processing/output/report.html");

        // The page is XML but for its declaration and the void elements of its head.
        var body = XElement.Parse(report[report.IndexOf("<main>", StringComparison.Ordinal)..(report.IndexOf("</main>", StringComparison.Ordinal) + 7)].Replace("<br>", "<br/>", StringComparison.Ordinal));
        Assert.Equal(
            ["Rules of the gate", "Metrics", "Slices", "Bias", "Calibration", "What the answers rest on"],
            body.Elements("section").Select(section => section.Element("h2")!.Value));
        Assert.Equal("The model passes every rule of the gate", body.Descendants("h1").Single().Value);
        Assert.Equal(3, body.Elements("section").First().Descendants("tbody").Single().Elements("tr").Count());
    }

    [Fact]
    public async Task Prepare_ColumnThatTheGateNamesIsMissing_IsRejectedBeforeAnythingIsTrained()
    {
        using var folder = new MlFolder();
        folder.PutRaw(Flights.Definition.Replace("\"origin\": {}", "\"carrier\": {}", StringComparison.Ordinal), ("incoming/flights/a.csv", Flights.Content(Flights.Rows("2001-01-01", "2001-01-31"))));

        await folder.RunAsync("prepare");

        var report = JsonSerializer.Deserialize(folder.ReadBytes("processing/output/prepare.json"), DomainJson.Wire.PrepareReport)!;
        Assert.Equal((PrepareStatus.Rejected, DataRules.Columns, "carrier"), (report.Status, report.Problems[0].Rule, report.Problems[0].Column));
    }

    private List<(string Origin, string Distance, double Label, double Probability)> Rows(Func<(string Origin, string Distance), bool> isMeant)
    {
        var header = trained.Folder.Read("processing/input/holdout/holdout.csv").TrimEnd('\n').Split('\n')[0].Split(',').ToList();
        var raw = trained.Folder.Read("processing/input/holdout/holdout.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','));
        var said = trained.Folder.Read("processing/output/predictions.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','));
        return [.. raw.Zip(said, (row, prediction) => (Origin: row[header.IndexOf("origin")], Distance: row[header.IndexOf("distance")], Label: Number(prediction[1]), Probability: Number(prediction[2])))
            .Where(row => isMeant((row.Origin, row.Distance)))];
    }

    private EvaluationReport Report() =>
        JsonSerializer.Deserialize(trained.Folder.ReadBytes("processing/output/evaluation.json"), DomainJson.Wire.EvaluationReport)!;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
