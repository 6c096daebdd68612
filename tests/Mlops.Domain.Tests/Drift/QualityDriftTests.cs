using Mlops.Domain.Drift;

namespace Mlops.Domain.Tests.Drift;

public sealed class QualityDriftTests
{
    [Fact]
    public void Compare_ErrorsAsOnTheHoldout_IsOk()
    {
        var quality = QualityDrift.Compare("mae", 0.8, Rows(300, 1), 0.1);

        Assert.Equal(QualityStatus.Ok, quality.Status);
        Assert.Contains("within the 0.88 allowed", quality.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mae", 0.8)]
    [InlineData("rmse", 1)]
    [InlineData("r2", 0.9)]
    public void Compare_ErrorsThreeTimesAsLarge_IsWorse(string metric, double reference)
    {
        var quality = QualityDrift.Compare(metric, reference, Rows(300, 3), 0.1);

        Assert.Equal(QualityStatus.Worse, quality.Status);
        Assert.InRange(quality.Value!.Value, quality.Lower!.Value, quality.Upper!.Value);
    }

    [Fact]
    public void Compare_WorseByChance_IsNotCalledWorse()
    {
        var rows = Rows(31, 1.1);

        var quality = QualityDrift.Compare("mae", 0.8, rows, 0);

        Assert.Equal((QualityStatus.Ok, true), (quality.Status, quality.Value > quality.Limit));
        Assert.EndsWith("that may be chance.", quality.Sentence, StringComparison.Ordinal);
        Assert.Equal(quality, QualityDrift.Compare("mae", 0.8, rows, 0));
    }

    [Theory]
    [InlineData(29)]
    [InlineData(0)]
    public void Compare_FewRows_IsNotJudged(int rows) => Assert.Equal(QualityStatus.NotEnoughRows, QualityDrift.Compare("mae", 0.1, Rows(rows, 9), 0).Status);

    [Fact]
    public void Compare_PredictionsThatAreNotNumbers_AreLeftOut() =>
        Assert.Equal(30, QualityDrift.Compare("mae", 0.1, [.. Rows(30, 1), new TruthRow(1, double.NaN)], 0).Rows);

    [Theory]
    [InlineData("mae")]
    [InlineData("rmse")]
    [InlineData("r2")]
    public void Compare_ManyRows_TheoryAndBootstrapAgree(string metric)
    {
        var few = QualityDrift.Compare(metric, 1, Rows(5000, 1), 0);
        var many = QualityDrift.Compare(metric, 1, Rows(5001, 1), 0);

        Assert.Equal(few.Upper!.Value - few.Lower!.Value, many.Upper!.Value - many.Lower!.Value, 0.1 * (few.Upper.Value - few.Lower.Value));
    }

    [Theory]
    [InlineData(300, 1e200)]
    [InlineData(6000, 1e200)]
    [InlineData(6000, 1e153)]
    public void Compare_TruthThatIsTooLarge_SaysThatTheMetricIsUndefinedOrIsFinite(int rows, double truth)
    {
        var quality = QualityDrift.Compare("mae", 1, [.. Rows(rows, 1), new TruthRow(truth, 1), new TruthRow(-truth, 1)], 0.1);

        Assert.DoesNotContain("are needed", quality.Sentence, StringComparison.Ordinal);
        Assert.Equal(truth == 1e200, quality.Status == QualityStatus.Undefined);
        Assert.All(new[] { quality.Value, quality.Lower, quality.Upper }.OfType<double>(), value => Assert.True(double.IsFinite(value)));
        Assert.InRange(quality.Sentence.Length, 1, 250);
    }

    private static TruthRow[] Rows(int count, double error)
    {
        var noise = Profiles.Normal(new Random(8), count).ToArray();
        return [.. noise.Select((value, i) => new TruthRow(i % 11, (i % 11) + (error * value)))];
    }
}
