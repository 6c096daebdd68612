using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Drift;

public sealed class SeasonReferenceTests
{
    private static readonly DriftDefinition Thresholds = new();
    private static readonly BaselineProfile Years = Days(2001, 1095, new Random(1));

    [Fact]
    public void Compare_JanuaryWithYears_UsesTheirJanuaries()
    {
        var analysis = DriftAnalysis.Compare(Years, Days(2004, 31, new Random(2)), Thresholds);

        Assert.Equal((true, 93, DriftVerdict.Stable), (analysis.SameSeason, analysis.RowsReference, analysis.Verdict));
    }

    [Fact]
    public void Compare_JanuaryWithAYearOfItsOwnMonthMissing_SaysThatTheWholeReferenceCounts()
    {
        var withoutJanuary = Days(new DateTimeOffset(2001, 2, 1, 0, 0, 0, TimeSpan.Zero), 330, new Random(1));

        var analysis = DriftAnalysis.Compare(withoutJanuary, Days(2004, 31, new Random(2)), Thresholds);

        Assert.Equal((false, "The reference has no January, so all of it is compared with.", DriftVerdict.Drifted), (analysis.SameSeason, analysis.SeasonReason, analysis.Verdict));
        Assert.EndsWith("The reference has no January, so all of it is compared with.", analysis.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Season_TwoMonths_MixesThemAsAsked()
    {
        // 30 rows of 0 in January and 90 of 1 in February; asked for are twice as many of January.
        var builder = new ProfileBuilder([new("x", ProfileKind.Numeric)]);
        for (var i = 0; i < 120; i++)
        {
            var month = builder.AddRow(new DateTimeOffset(2001, i < 30 ? 1 : 2, 1, 0, 0, 0, TimeSpan.Zero));
            builder.AddNumber(0, month, i < 30 ? 0 : 1);
        }

        var season = builder.Build().Season(new Dictionary<int, double> { [1] = 62, [2] = 31 });

        Assert.True(season.SameSeason);
        // Weights of 2/3 over 30 rows and 1/3 over 90: 1 / (30·(2/90)² + 90·(1/270)²).
        Assert.Equal(1 / ((30 * Math.Pow(2 / 90.0, 2)) + (90 * Math.Pow(1 / 270.0, 2))), season.EffectiveRows, 1e-9);
    }

    [Fact]
    public void Compare_OtherMixOfTheSameMonths_IsNotDrift()
    {
        // A reference with as many rows of each month, and a window of which three quarters are January.
        var random = new Random(4);
        var reference = Months(random, (1, 2000), (2, 2000));
        var current = Months(random, (1, 900), (2, 300));

        var matched = DriftAnalysis.Compare(reference, current, Thresholds);
        var unmatched = DriftAnalysis.Compare(reference with { Months = [new(0, 4000)], Columns = [Timeless(reference)] }, current, Thresholds);

        Assert.Equal((DriftVerdict.Stable, DriftVerdict.Drifted), (matched.Verdict, unmatched.Verdict));
        Assert.Equal(0, matched.Columns[0].Tests.Single(test => test.Statistic == DriftStatistic.Psi).Effect, 0.02);
    }

    [Fact]
    public void Season_TooFewRowsOfTheMonth_FallsBack()
    {
        var reference = Months(new Random(1), (1, 5), (7, 500));

        Assert.Equal("The reference has too few rows of January, so all of it is compared with.", reference.Season(new Dictionary<int, double> { [1] = 31 }, 30).Reason);
    }

    private static ColumnBaseline Timeless(BaselineProfile profile) => profile.Columns[0] with
    {
        Months = [profile.Columns[0].Months.Select(month => month with { Month = 0 }).Aggregate(ColumnMonth.Merge)],
    };

    private static BaselineProfile Days(int year, int days, Random random) => Days(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero), days, random);

    // Temperatures as they go through a year.
    private static BaselineProfile Days(DateTimeOffset from, int days, Random random) => Profiles.Numbers(Profiles.Normal(random, days, 0, 3).Select((noise, day) =>
        (10 - (15 * Math.Cos(2 * Math.PI * from.AddDays(day).DayOfYear / 365)) + noise, (DateTimeOffset?)from.AddDays(day))));

    private static BaselineProfile Months(Random random, params (int Month, int Rows)[] months) => Profiles.Numbers(months.SelectMany(month =>
        Profiles.Normal(random, month.Rows, 3 * month.Month).Select(value => (value, (DateTimeOffset?)new DateTimeOffset(2001, month.Month, 1, 0, 0, 0, TimeSpan.Zero)))));
}
