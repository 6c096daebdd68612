using System.Text.Json.Nodes;
using CsCheck;
using Mlops.Domain.Drift;
using Mlops.Domain.Tests.Drift;
using Mlops.Domain.Training;

namespace Mlops.Domain.Tests.Training;

/// <summary>Every metric gives scikit-learn's figure (sklearn_figures.py) for the same rows.</summary>
public sealed class BinaryMetricsTests
{
    private static readonly JsonObject Figures = JsonNode.Parse(RepoFiles.Read("tests/Mlops.Domain.Tests/Training/sklearn_figures.json"))!.AsObject();

    private static readonly Gen<(bool Positive, double Probability)[]> Rows = Gen.Select(Gen.Bool, Gen.Int[0, 20].Select(step => step / 20.0)).Array[2, 60]
        .Where(rows => rows.Any(row => row.Item1) && rows.Any(row => !row.Item1));

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, Figures["cases"]!.AsArray().Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_SameRows_GivesScikitLearnsFigures(int index)
    {
        var figures = Figures["cases"]![index]!;
        var (labels, probabilities) = Make(figures);
        var threshold = Number(figures, "threshold");
        var sample = new BinarySample(labels, probabilities, threshold);

        var metrics = Assert.IsType<MetricsResult.Measured>(BinaryMetrics.Of(labels, probabilities, threshold)).Metrics;

        Assert.Equal(Number(figures, "positive"), labels.Sum());
        Assert.Equal(BinaryMetrics.Names.Order(StringComparer.Ordinal), metrics.Keys);
        Assert.All(figures["metrics"]!.AsObject(), metric => Assert.Equal((double)metric.Value!, metrics[metric.Key], 1e-12));
        Assert.Equal(figures["confusion"]!.AsArray().Select(count => (long)count!), [sample.Confusion().TruePositive, sample.Confusion().FalsePositive, sample.Confusion().FalseNegative, sample.Confusion().TrueNegative]);
        Near(figures["means"]!, sample.Calibration().Select(bin => bin.MeanProbability));
        Near(figures["shares"]!, sample.Calibration().Select(bin => bin.PositiveShare));
        Assert.Equal(Number(figures, "bestF1Threshold"), sample.BestF1Threshold(), 1e-15);
    }

    [Fact]
    public void Compare_Interval_IsScipysBootstrap() => Assert.All(Figures["intervals"]!.AsArray(), figures =>
    {
        var rows = (int)Number(figures!, "rows");
        var (probabilities, chance) = (Sequence.Uniform(77, rows), Sequence.Uniform(78, rows));
        TruthRow[] truths = [.. probabilities.Zip(chance, (probability, luck) => new TruthRow(luck < probability ? 1 : 0, probability))];

        var quality = QualityDrift.Compare((string)figures!["metric"]!, 0.5, truths, 0.1);

        // Both draw resamples at random: the ends agree to a share of the interval, a larger one where only the spread is drawn.
        var open = (Number(figures, "upper") - Number(figures, "lower")) * (rows > 5000 ? 0.2 : 0.1);
        Assert.Equal(Number(figures, "value"), quality.Value!.Value, 1e-12);
        Assert.Equal(Number(figures, "lower"), quality.Lower!.Value, open);
        Assert.Equal(Number(figures, "upper"), quality.Upper!.Value, open);
    });

    [Fact]
    public void Auc_AnyRowsWithTies_IsTheShareOfPairsInTheRightOrder() => Rows.Sample(rows =>
    {
        var (positive, negative) = (rows.Where(row => row.Positive).ToList(), rows.Where(row => !row.Positive).ToList());
        var wins = positive.Sum(one => negative.Sum(other => one.Probability > other.Probability ? 1 : one.Probability == other.Probability ? 0.5 : 0));
        return Math.Abs(Sample(rows).Value(BinaryMetrics.Auc) - (wins / (positive.Count * negative.Count))) < 1e-12;
    });

    // Each row has a probability of its own, so that the order in which the counts are given is known.
    [Fact]
    public void Value_RowsTakenSeveralTimes_IsThatOfTheRowsWrittenOut() => Gen.Select(Gen.Bool, Gen.Int[1, 4]).Array[4, 60].Sample(rows =>
    {
        (bool Positive, double Probability)[] known = [(true, 1), (false, 0.99), .. rows.Select((row, i) => (row.Item1, 0.98 - (i / 100.0)))];
        int[] times = [1, 1, .. rows.Select(row => row.Item2)];
        var written = Sample([.. known.SelectMany((row, i) => Enumerable.Repeat(row, times[i]))]);
        return BinaryMetrics.Names.All(name => Math.Abs(Sample(known).Value(name, times) - written.Value(name)) < 1e-9);
    });

    [Fact]
    public void BestF1Threshold_AnyRows_HasAnF1ThatNoOtherExceeds() => Rows.Sample(rows =>
    {
        double F1(double threshold) => new BinarySample([.. rows.Select(row => row.Positive ? 1.0 : 0)], [.. rows.Select(row => row.Probability)], threshold).Value(BinaryMetrics.F1);
        var best = F1(Sample(rows).BestF1Threshold());
        return rows.All(row => F1(row.Probability) <= best + 1e-12);
    });

    [Theory]
    [InlineData(new double[0], new double[0], "There are no rows to measure.")]
    [InlineData(new double[] { 1, 1 }, new[] { 0.2, 0.4 }, "All 2 rows are positive; rows of both classes are needed.")]
    [InlineData(new double[] { 0, 0 }, new[] { 0.2, 0.4 }, "All 2 rows are negative; rows of both classes are needed.")]
    [InlineData(new double[] { 0, 1 }, new[] { 0.2, 1.4 }, "1 of 2 rows have no class, or a probability that is not between 0 and 1.")]
    [InlineData(new[] { 0, double.NaN }, new[] { 0.2, double.NaN }, "2 of 2 rows have no class, or a probability that is not between 0 and 1.")]
    public void Of_RowsThatCannotBeMeasured_SaysWhy(double[] labels, double[] probabilities, string reason) =>
        Assert.Equal(new MetricsResult.Undefined(reason), BinaryMetrics.Of(labels, probabilities, 0.5));

    private static (double[] Labels, double[] Probabilities) Make(JsonNode figures)
    {
        var (seed, rows) = ((long)Number(figures, "seed"), (int)Number(figures, "rows"));
        var made = Sequence.Uniform(seed, rows).Select(u => Shape((string)figures["shape"]!, u)).ToArray();
        return ([.. Sequence.Uniform(seed + 1, rows).Zip(made, (luck, row) => luck < row.Truth ? 1.0 : 0)], [.. made.Select(row => row.Probability)]);
    }

    private static (double Probability, double Truth) Shape(string shape, double u) => shape switch
    {
        "calibrated" => (u, u),
        "rare" => (0.1 * u, 0.1 * u),
        "overconfident" => (u, 0.3 + (0.4 * u)),
        "tenths" => (Math.Floor(10 * u) / 10, u),
        "certain" => (u < 0.2 ? 0 : u > 0.8 ? 1 : u, 0.1 + (0.8 * u)),
        "noise" => (u, 0.4),
        "one value" => (0.25, u),
        "reversed" => (1 - u, u),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
    };

    private static BinarySample Sample(IReadOnlyCollection<(bool Positive, double Probability)> rows) =>
        new([.. rows.Select(row => row.Positive ? 1.0 : 0)], [.. rows.Select(row => row.Probability)], 0.5);

    private static void Near(JsonNode expected, IEnumerable<double> actual)
    {
        double[] found = [.. actual];
        Assert.Equal(expected.AsArray().Count, found.Length);
        Assert.All(expected.AsArray().Zip(found), pair => Assert.Equal((double)pair.First!, pair.Second, 1e-12));
    }

    private static double Number(JsonNode node, string name) => (double)node[name]!;
}
