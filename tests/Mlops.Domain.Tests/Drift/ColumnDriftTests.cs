using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Drift;

public sealed class ColumnDriftTests
{
    private static readonly DriftDefinition Thresholds = new();

    [Fact]
    public void Compare_LargestNumbers_GiveFiniteFiguresThatJsonCanHold()
    {
        var reference = Profiles.Numbers([.. Profiles.Normal(new Random(1), 20_000), double.MaxValue, double.MaxValue]);
        var current = BaselineProfile.Merge(Profiles.Numbers(Enumerable.Repeat(double.MinValue, 40)), Profiles.Numbers([.. Profiles.Normal(new Random(2), 50), double.MaxValue]));

        var json = System.Text.Json.JsonSerializer.Serialize(DriftAnalysis.Compare(reference, current, new DriftDefinition()));

        Assert.Contains("drifted", json, StringComparison.Ordinal);
        Assert.NotEmpty(System.Text.Json.JsonSerializer.Serialize(reference));
        Assert.Equal(double.MaxValue, reference.Columns[0].Months[0].Numbers!.Maximum);
    }

    [Fact]
    public void Compare_FewRows_AreNotJudged()
    {
        var column = Compare(Profiles.Numbers(Enumerable.Range(0, 500).Select(i => (double)i)), Profiles.Numbers(Enumerable.Range(0, 29).Select(_ => 1e6)));

        Assert.Equal((ColumnStatus.NotEnoughRows, 0), (column.Status, column.Tests.Count));
        Assert.Equal("x has 29 rows now and 500 in the reference; 30 are needed to judge it.", column.Sentence);
    }

    [Fact]
    public void Compare_ManyMissingValues_AreDrift()
    {
        var column = Compare(Profiles.Numbers(Numbers(200)), Profiles.Numbers(Numbers(100).Select((value, i) => i % 4 == 0 ? double.NaN : value)));

        Assert.Equal(ColumnStatus.Drifted, column.Status);
        Assert.Contains("25% of the values are missing and 0% were", column.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OneMissingValueOfThirty_IsNotDrift() =>
        Assert.False(Test(Compare(Profiles.Numbers(Numbers(1000)), Profiles.Numbers([double.NaN, .. Numbers(30)])), DriftStatistic.Missing).Broken);

    [Fact]
    public void Compare_ColumnThatNoRequestCarries_IsMissing()
    {
        var current = Profiles.Numbers(Numbers(100), "y");

        var analysis = DriftAnalysis.Compare(Profiles.Numbers(Numbers(200)), current, Thresholds);

        Assert.Equal(("x", ColumnStatus.Drifted), (analysis.Columns[0].Name, analysis.Columns[0].Status));
        Assert.StartsWith("x has drifted. 100% of the values are missing", analysis.Columns[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OtherKind_IsSaid()
    {
        var column = Compare(Profiles.Numbers(Numbers(100)), Profiles.Categories(Enumerable.Repeat("a", 100)));

        Assert.Equal(ColumnStatus.NotComparable, column.Status);
    }

    [Fact]
    public void Compare_NewCategory_IsDrift()
    {
        var column = Compare(Profiles.Categories(Cycle(300, "a", "b")), Profiles.Categories(Cycle(100, "a", "b", "a", "b", "c")));

        var test = Test(column, DriftStatistic.NewCategories);
        Assert.Equal((0.2, true), (test.Value, test.Broken));
    }

    [Fact]
    public void Compare_IdentifiersAsCategories_AreNotNews() =>
        Assert.False(Test(Compare(Profiles.Categories(Ids(0, 5000)), Profiles.Categories(Ids(5000, 1000))), DriftStatistic.NewCategories).Broken);

    [Fact]
    public void Compare_NumbersBeyondTheRange_AreDrift()
    {
        var column = Compare(Profiles.Numbers(Numbers(1000)), Profiles.Numbers(Numbers(1000).Select((value, i) => i % 10 == 0 ? 2000 : value)));

        var test = Test(column, DriftStatistic.OutOfRange);
        Assert.Equal((0.1, true), (Math.Round(test.Value, 9), test.Broken));
        Assert.False(Test(column, DriftStatistic.Psi).Broken);
    }

    [Fact]
    public void Compare_ConstantColumn_IsStableUntilItChanges()
    {
        var reference = Profiles.Numbers(Enumerable.Repeat(5.0, 100));

        Assert.Equal(ColumnStatus.Stable, Compare(reference, Profiles.Numbers(Enumerable.Repeat(5.0, 50))).Status);
        Assert.Equal(ColumnStatus.Drifted, Compare(reference, Profiles.Numbers(Enumerable.Repeat(6.0, 50))).Status);
    }

    [Fact]
    public void Compare_AllValuesMissingOnBothSides_IsStable() =>
        Assert.Equal(ColumnStatus.Stable, Compare(Profiles.Numbers(Enumerable.Repeat(double.NaN, 100)), Profiles.Numbers(Enumerable.Repeat(double.NaN, 50))).Status);

    [Fact]
    public void Compare_SeveralColumns_SortsTheWorstFirst()
    {
        var analysis = DriftAnalysis.Compare(Table(0, 0, 0), Table(300, 0, 900), Thresholds);

        Assert.Equal(["c", "a", "b"], analysis.Columns.Select(column => column.Name));
        Assert.Equal((2, 2.0 / 3), (analysis.DriftedFeatures, analysis.DriftedShare));
    }

    [Theory]
    [InlineData(0, DriftVerdict.Stable)]
    [InlineData(500, DriftVerdict.Drifted)]
    public void Compare_Predictions_AreHeldAgainstTheLabels(double shift, DriftVerdict expected)
    {
        var reference = new ProfileBuilder([], label: new("y", ProfileKind.Numeric));
        var current = new ProfileBuilder([], predictions: new("prediction", ProfileKind.Numeric));
        foreach (var value in Numbers(300))
        {
            reference.AddLabel(reference.AddRow(null), value);
            current.AddPrediction(current.AddRow(null), value + shift);
        }

        var analysis = DriftAnalysis.Compare(reference.Build(), current.Build(), Thresholds);

        Assert.Equal((expected, "prediction"), (analysis.Verdict, analysis.Predictions!.Name));
        Assert.Equal(expected == DriftVerdict.Drifted, analysis.Sentence.Contains("but the predictions have", StringComparison.Ordinal));
    }

    [Fact]
    public void Merge_HalvesOfTheRows_ComparesAsTheWhole()
    {
        var halves = BaselineProfile.Merge(Profiles.Numbers(Numbers(400).Take(150)), Profiles.Numbers(Numbers(400).Skip(150)));

        Assert.Equivalent(Profiles.Numbers(Numbers(400)), halves with { Columns = [Rounded(halves.Columns[0])] }, strict: true);
    }

    // Means of parts differ from those of the whole in their last digits.
    private static ColumnBaseline Rounded(ColumnBaseline column)
    {
        var whole = Profiles.Numbers(Numbers(400)).Columns[0].Months[0].Numbers!;
        var numbers = column.Months[0].Numbers!;
        Assert.Equal((Math.Round(whole.Mean, 6), Math.Round(whole.M2, 2)), (Math.Round(numbers.Mean, 6), Math.Round(numbers.M2, 2)));
        return column with { Months = [column.Months[0] with { Numbers = numbers with { Mean = whole.Mean, M2 = whole.M2 } }] };
    }

    private static BaselineProfile Table(double a, double b, double c)
    {
        var builder = new ProfileBuilder([new("a", ProfileKind.Numeric), new("b", ProfileKind.Numeric), new("c", ProfileKind.Numeric)]);
        foreach (var value in Numbers(500))
        {
            builder.AddRow(null);
            builder.AddNumber(0, 0, value + a);
            builder.AddNumber(1, 0, value + b);
            builder.AddNumber(2, 0, value + c);
        }

        return builder.Build();
    }

    private static ColumnDrift Compare(BaselineProfile reference, BaselineProfile current) => DriftAnalysis.Compare(reference, current, Thresholds).Columns[0];

    private static DriftTest Test(ColumnDrift column, DriftStatistic statistic) => column.Tests.Single(test => test.Statistic == statistic);

    private static IEnumerable<double> Numbers(int count) => Sequence.Uniform(5, count).Select(value => value * 1000);

    private static IEnumerable<string> Cycle(int count, params string[] categories) => Enumerable.Range(0, count).Select(i => categories[i % categories.Length]);

    private static IEnumerable<string> Ids(int from, int count) => Enumerable.Range(from, count).Select(i => $"id-{i}");
}
