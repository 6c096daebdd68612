using System.Text.Json.Nodes;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Tests.Drift;

namespace Mlops.Domain.Tests.Evaluation;

/// <summary>Resampled metrics, intervals, calibration and differences between groups are those of scipy, scikit-learn and numpy (gate_figures.py) for the same rows.</summary>
public sealed class GateFiguresTests
{
    private static readonly JsonObject Figures = JsonNode.Parse(RepoFiles.Read("tests/Mlops.Domain.Tests/Evaluation/gate_figures.json"))!.AsObject();

    public static TheoryData<int> Weighted() => Indices("weighted");

    public static TheoryData<int> Intervals() => Indices("intervals");

    public static TheoryData<int> Calibrations() => Indices("calibration");

    public static TheoryData<int> Facets() => Indices("bias");

    [Theory]
    [MemberData(nameof(Weighted))]
    public void Measure_UnitsTakenSeveralTimes_GivesScikitLearnsWeightedFigures(int index)
    {
        var figures = Figures["weighted"]![index]!;
        var (rows, size) = ((int)figures["rows"]!, (int)figures["size"]!);
        var sample = ((string)figures["kind"]! == "classes" ? TwoModels.Classes(11, rows) : TwoModels.Numbers(21, rows)).Challenger;
        var units = TwoModels.Units(rows, size);
        ushort[] times = [.. Sequence.Uniform(5, units.Count).Select(u => (ushort)Math.Floor(4 * u))];

        var measured = ResampledMetrics.Of(sample, units).SelectMany(metrics =>
        {
            var values = new double[metrics.Names.Count];
            metrics.Measure(times, values);
            return metrics.Names.Zip(values);
        }).ToDictionary(metric => metric.First, metric => metric.Second);

        Assert.Equal(rows / size, units.Count);
        Assert.Equal(figures["metrics"]!.AsObject().Select(metric => metric.Key).Order(StringComparer.Ordinal), measured.Keys.Order(StringComparer.Ordinal));
        Assert.All(figures["metrics"]!.AsObject(), metric => Assert.Equal((double)metric.Value!, measured[metric.Key], 1e-11));
    }

    // Both draw at random: the ends agree to a share of the interval's width.
    [Theory]
    [MemberData(nameof(Intervals))]
    public void Of_Interval_IsScipysPairedBootstrap(int index)
    {
        var figures = Figures["intervals"]![index]!;
        var (rows, size, metric) = ((int)figures["rows"]!, (int)figures["size"]!, (string)figures["metric"]!);
        var (challenger, champion) = (string)figures["kind"]! == "classes" ? TwoModels.Classes(31, rows) : TwoModels.Numbers(41, rows);
        var open = 0.15 * (Number(figures, "upper") - Number(figures, "lower"));

        var found = PairedBootstrap.Of(challenger, champion, TwoModels.Units(rows, size), 0.9, "00c0ffee00c0ffee", metric)[metric];

        Assert.Equal(Number(figures, "difference"), found.Difference, 1e-11);
        Assert.Equal(Number(figures, "lower"), found.Lower, open);
        Assert.Equal(Number(figures, "upper"), found.Upper, open);
    }

    [Theory]
    [MemberData(nameof(Calibrations))]
    public void Of_Calibration_IsScikitLearnsLogisticRegression(int index)
    {
        var figures = Figures["calibration"]![index]!;
        var (challenger, champion) = TwoModels.Classes(51, (int)figures["rows"]!);
        var sample = (string)figures["which"]! == "challenger" ? challenger : champion;

        var fit = CalibrationFit.Of(sample.Labels, sample.Predictions);

        Assert.Equal(Number(figures, "inTheLarge"), fit.InTheLarge, 1e-12);
        Assert.Equal(Number(figures, "slope"), fit.Slope!.Value, 1e-5);
        Assert.Equal(Number(figures, "intercept"), fit.Intercept!.Value, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Facets))]
    public void Of_Groups_HaveFairlearnsAndClarifysDifferences(int index)
    {
        var figures = Figures["bias"]![index]!;
        var rows = (int)figures["rows"]!;
        var groups = Sequence.Uniform(67, rows).Select(u => $"{Math.Floor(3 * u * u)}").ToArray();

        var facet = BiasAnalysis.Of("group", RowGroups.Of(new("group", groups, null), null, 10), 10, TwoModels.Classes(61, rows).Challenger, null);

        Assert.Null(facet.Reason);
        Assert.Equal(Number(figures, "demographicParityDifference"), facet.Challenger.DemographicParityDifference!.Value, 1e-12);
        Assert.Equal(Number(figures, "demographicParityRatio"), facet.Challenger.DemographicParityRatio!.Value, 1e-12);
        Assert.Equal(Number(figures, "equalizedOddsDifference"), facet.Challenger.EqualizedOddsDifference!.Value, 1e-12);
        Assert.All(figures["groups"]!.AsArray().Index(), expected =>
        {
            var group = facet.Challenger.Groups.Single(each => each.Value == $"{expected.Index}");
            Assert.Equal((int)expected.Item!["rows"]!, group.Rows);
            Assert.Equal(
                [Number(expected.Item, "positive"), Number(expected.Item, "said"), Number(expected.Item, "tpr"), Number(expected.Item, "fpr"), Number(expected.Item, "dpl"), Number(expected.Item, "dppl")],
                new[] { group.PositiveShare, group.PredictedPositiveShare, group.TruePositiveRate!.Value, group.FalsePositiveRate!.Value, group.Dpl!.Value, group.Dppl!.Value },
                (one, other) => Math.Abs(one - other) < 1e-12);
        });
    }

    private static TheoryData<int> Indices(string figures) => [.. Enumerable.Range(0, Figures[figures]!.AsArray().Count)];

    private static double Number(JsonNode figures, string member) => (double)figures[member]!;
}
