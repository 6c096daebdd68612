using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Drift;

/// <summary>What the thresholds are for: chance is not drift, however few the rows; drift is found.</summary>
public sealed class FalseAlarmTests
{
    private static readonly DriftDefinition Thresholds = new();

    // With the effect thresholds out of the way, only significance stands between chance and an alarm.
    private static readonly DriftDefinition OnlySignificance = new() { Psi = 0, KolmogorovSmirnov = 0, JensenShannon = 0, Missing = 0, Unseen = 0, Significance = 0.05 };

    [Theory]
    [InlineData(93, 31)]
    [InlineData(31, 93)]
    [InlineData(1000, 31)]
    [InlineData(5000, 1000)]
    public void Compare_RowsOfOneSource_AreNeverDrift(int reference, int current) => Assert.Equal(0, Alarms(reference, current, Thresholds, 100));

    [Theory]
    [InlineData(93, 31)]
    [InlineData(1000, 31)]
    [InlineData(1000, 1000)]
    public void Compare_RowsOfOneSource_StayBelowTheLevelOfSignificance(int reference, int current)
    {
        const int Trials = 200;

        // 10 alarms are expected at most; 20 are more than three standard deviations above.
        Assert.InRange(Alarms(reference, current, OnlySignificance, Trials), 0, 20);
    }

    [Fact]
    public void Compare_RowsOfOneSource_WithoutCorrectionWouldBeDrift()
    {
        // The test of this test: at n = 31 the textbook PSI is beyond 0.2 most of the time.
        var random = new Random(9);
        var large = Enumerable.Range(0, 100).Count(_ => DriftAnalysis.Compare(Profile(random, 93, 0), Profile(random, 31, 0), Thresholds)
            .Columns.Any(column => column.Tests.Any(test => test.Statistic == DriftStatistic.Psi && test.Value > 0.2)));

        Assert.InRange(large, 90, 100);
    }

    [Theory]
    [InlineData(93, 31, 2.0)]
    [InlineData(1000, 100, 1.0)]
    [InlineData(5000, 1000, 0.6)]
    public void Compare_ShiftedRows_AreDrift(int reference, int current, double shift)
    {
        var random = new Random(5);
        var found = Enumerable.Range(0, 50).Count(_ => DriftAnalysis.Compare(Profile(random, reference, 0), Profile(random, current, shift), Thresholds)
            .Columns.Where(column => column.Status == ColumnStatus.Drifted).Select(column => column.Name).Contains("normal"));

        Assert.InRange(found, 45, 50);
    }

    [Fact]
    public void Compare_ShiftTooSmallToMatter_IsNotDrift()
    {
        // Certain beyond doubt with so many rows, and yet of no consequence.
        var random = new Random(6);

        var analysis = DriftAnalysis.Compare(Profile(random, 200_000, 0), Profile(random, 200_000, 0.05), Thresholds);

        Assert.Equal(DriftVerdict.Stable, analysis.Verdict);
        Assert.Contains(analysis.Columns.SelectMany(column => column.Tests), test => test.AdjustedPValue < 1e-9);
    }

    private static int Alarms(int reference, int current, DriftDefinition thresholds, int trials)
    {
        var random = new Random(reference + (7 * current));
        return Enumerable.Range(0, trials).Count(_ =>
            DriftAnalysis.Compare(Profile(random, reference, 0), Profile(random, current, 0), thresholds).Verdict != DriftVerdict.Stable);
    }

    // Columns of all sorts: continuous, skewed, tied, zero-inflated, with missing values, with few and with many categories.
    private static BaselineProfile Profile(Random random, int rows, double shift)
    {
        string[] names = ["normal", "skewed", "tied", "zeros", "holes", "few", "many"];
        var builder = new ProfileBuilder([.. names.Select((name, i) => new ProfileColumn(name, i < 5 ? ProfileKind.Numeric : ProfileKind.Categorical))]);
        foreach (var normal in Profiles.Normal(random, rows))
        {
            builder.AddRow(null);
            builder.AddNumber(0, 0, normal + shift);
            builder.AddNumber(1, 0, Math.Exp(3 * random.NextDouble()));
            builder.AddNumber(2, 0, random.Next(4));
            builder.AddNumber(3, 0, Math.Max(0, random.NextDouble() - 0.7));
            builder.AddNumber(4, 0, random.NextDouble() < 0.03 ? double.NaN : random.NextDouble());
            builder.AddCategory(5, 0, random.Next(3) == 0 ? "a" : "b");
            builder.AddCategory(6, 0, ((int)(Math.Pow(random.NextDouble(), 3) * 200)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return builder.Build();
    }
}
