using System.Text.Json.Nodes;
using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Drift;

/// <summary>Every statistic gives scipy's figure (scipy_figures.py) for the same data.</summary>
public sealed class ScipyFiguresTests
{
    private static readonly JsonObject Figures = JsonNode.Parse(RepoFiles.Read("tests/Mlops.Domain.Tests/Drift/scipy_figures.json"))!.AsObject();

    public static TheoryData<int> Pairs() => [.. Enumerable.Range(0, Figures["pairs"]!.AsArray().Count)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Compare_PairOfSamples_GivesScipysStatistics(int index)
    {
        var figures = Figures["pairs"]![index]!;
        var reference = Profiles.Numbers(Sample(figures, "reference", "rows", 0));
        var current = Profiles.Numbers(Sample(figures, "current", "currentRows", 1));

        var tests = DriftAnalysis.Compare(reference, current, new DriftDefinition()).Columns[0].Tests.ToDictionary(test => test.Statistic);

        // What the sketches of the two samples leave open; nothing for small ones.
        var open = reference.Columns[0].Months[0].Numbers!.RankError + current.Columns[0].Months[0].Numbers!.RankError;
        Assert.True(open > 0 == Number(figures, "rows") > 10_000);
        Near(figures, "ks", tests[DriftStatistic.KolmogorovSmirnov].Value, open);
        Near(figures, "psi", tests[DriftStatistic.Psi].Value, 20 * open);
        Near(figures, "jensenShannon", tests[DriftStatistic.JensenShannon].Value, 10 * open);
        Assert.Equal(Number(figures, "mean"), current.Columns[0].Months[0].Numbers!.Mean, 1e-12);
        Assert.Equal(Number(figures, "deviation"), Math.Sqrt(reference.Columns[0].Months[0].Numbers!.M2 / reference.Columns[0].Months[0].Numbers!.Count), 1e-12);
        if (open == 0)
        {
            Near(figures, "chi2", tests[DriftStatistic.ChiSquare].Value, 0);
            NearRelative(Number(figures, "chi2P"), tests[DriftStatistic.ChiSquare].PValue!.Value, 1e-9);
            NearRelative(Number(figures, "ksP"), tests[DriftStatistic.KolmogorovSmirnov].PValue!.Value, 1e-8);
        }
    }

    [Fact]
    public void KolmogorovSmirnov_PValue_IsScipys() => Each("ksTails", tail =>
    {
        // scipy counts exactly up to 10,000 rows and approximates beyond that, where this still counts when few cells are in the band.
        var precision = Number(tail, "left") > 10_000 ? 5e-3 : 1e-8;
        NearRelative(Number(tail, "p"), KolmogorovSmirnov.PValue(Number(tail, "distance"), Whole(tail, "left"), Whole(tail, "right")), precision);
    });

    [Fact]
    public void ChiSquare_Tail_IsScipys() => Each("chiSquareTails", tail =>
        NearRelative(Number(tail, "p"), ChiSquare.Tail(Number(tail, "statistic"), (int)Whole(tail, "degreesOfFreedom")), 1e-8));

    [Fact]
    public void Proportions_Fisher_IsScipys() => Each("fisher", table =>
        NearRelative(Number(table, "p"), Proportions.FisherGreater(Whole(table, "hits"), Whole(table, "rows"), Whole(table, "referenceHits"), Whole(table, "referenceRows")), 1e-7));

    [Fact]
    public void Proportions_BeyondRange_IsScipysHypergeometric() => Each("beyondRange", test =>
        NearRelative(Number(test, "p"), Proportions.BeyondRange(Whole(test, "outside"), Whole(test, "rows"), Whole(test, "referenceRows")), 1e-8));

    [Fact]
    public void QualityDrift_Interval_IsScipysBootstrap() => Each("intervals", figures =>
    {
        var noise = Sequence.Uniform(78, 400);
        TruthRow[] rows = [.. Sequence.Uniform(77, 400).Select((actual, i) => new TruthRow(actual, actual + ((noise[i] - 0.4) * actual)))];

        var quality = QualityDrift.Compare((string)figures["metric"]!, 1, rows, 0.1);

        // Both draw resamples at random: the ends agree to a tenth of the interval.
        var width = Number(figures, "upper") - Number(figures, "lower");
        Assert.Equal(Number(figures, "value"), quality.Value!.Value, 1e-12);
        Assert.Equal(Number(figures, "lower"), quality.Lower!.Value, width / 10);
        Assert.Equal(Number(figures, "upper"), quality.Upper!.Value, width / 10);
    });

    private static void Each(string name, Action<JsonNode> check) => Assert.All(Figures[name]!.AsArray(), figure => check(figure!));

    private static double[] Sample(JsonNode figures, string shape, string rows, int next) =>
        Sequence.Of((string)figures[shape]!, Whole(figures, "seed") + next, (int)Whole(figures, rows));

    private static void Near(JsonNode figures, string name, double actual, double open) => Assert.Equal(Number(figures, name), actual, 1e-9 + open);

    private static void NearRelative(double expected, double actual, double precision) =>
        Assert.True(Math.Abs(actual - expected) <= (precision * expected) + 1e-300, $"{actual} is not {expected}");

    private static double Number(JsonNode node, string name) => node[name]!.GetValue<double>();

    private static long Whole(JsonNode node, string name) => (long)Number(node, name);
}
