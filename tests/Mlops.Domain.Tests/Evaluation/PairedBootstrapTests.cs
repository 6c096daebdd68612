using Mlops.Domain.Evaluation;

namespace Mlops.Domain.Tests.Evaluation;

public sealed class PairedBootstrapTests
{
    private const string Seed = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Of_SameRows_GivesTheSameIntervalAlways()
    {
        var (challenger, champion) = TwoModels.Classes(1, 500);
        var units = ResampleUnits.Of(null, 500);

        Assert.Equal(PairedBootstrap.Of(challenger, champion, units, 0.95, Seed), PairedBootstrap.Of(challenger, champion, units, 0.95, Seed));
        Assert.NotEqual(PairedBootstrap.Of(challenger, champion, units, 0.95, Seed)["auc"], PairedBootstrap.Of(challenger, champion, units, 0.95, "ff" + Seed)["auc"]);
    }

    [Fact]
    public void Of_SameModel_HasNoDifferenceAndNoWidth()
    {
        var (challenger, _) = TwoModels.Classes(1, 500);

        Assert.All(PairedBootstrap.Of(challenger, challenger, ResampleUnits.Of(null, 500), 0.95, Seed).Values, difference => Assert.Equal(new MetricDifference(0, 0, 0), difference));
    }

    // 200 times two equally good models: an interval that claimed more than it holds would miss no difference more often than one in ten.
    [Fact]
    public void Of_EquallyGoodModels_MissesNoDifferenceAsRarelyAsItSays()
    {
        var missed = Enumerable.Range(0, 200).Count(trial =>
        {
            var random = new Random(trial);
            double[] labels = [.. Enumerable.Range(0, 150).Select(_ => random.NextDouble())];
            ModelSample Model() => new(labels, [.. labels.Select(label => label + random.NextDouble() - 0.5)], null);
            var difference = PairedBootstrap.Of(Model(), Model(), ResampleUnits.Of(null, 150), 0.9, $"{trial:x16}", "mae")["mae"];
            return difference.Lower > 0 || difference.Upper < 0;
        });

        Assert.InRange(missed, 8, 34);
    }

    [Fact]
    public void Fill_Draws_AreUniform()
    {
        var (times, sums) = (new ushort[50], new double[50]);
        for (var resample = 0; resample < 4000; resample++)
        {
            ResampleDraw.Fill(times, 7, resample);
            Assert.Equal(50, times.Sum(time => time));
            for (var unit = 0; unit < 50; unit++)
            {
                sums[unit] += times[unit];
            }
        }

        // 4000 draws of a Poisson-like count of mean and variance 1: five standard errors.
        Assert.All(sums, sum => Assert.InRange(sum / 4000, 1 - (5 / Math.Sqrt(4000)), 1 + (5 / Math.Sqrt(4000))));
    }

    [Theory]
    [InlineData(400 * 24, 1, "week", 58)]
    [InlineData(40 * 24, 1, "day", 40)]
    [InlineData(20 * 24 * 60, 60, "hour", 480)]
    [InlineData(107, 1.0 / 24, "row", 107)]
    public void Units_AreTheLongestOfWhichThereAreEnough(int rows, double anHour, string name, int count)
    {
        var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

        var units = ResampleUnits.Of([.. Enumerable.Range(0, rows).Select(row => start.AddHours(row / anHour))], rows);

        Assert.Equal((name, count), (units.Name, units.Count));
    }

    [Fact]
    public void Compare_TooFewRows_SaysSo()
    {
        var (challenger, champion) = TwoModels.Numbers(1, 12);

        var comparison = ModelComparison.Of(challenger, champion, ResampleUnits.Of(null, 12), 0.95, Seed);

        Assert.Equal("12 rows are too few to tell a difference from chance; 30 are needed", comparison.Reason);
        Assert.Empty(comparison.Metrics);
    }
}
