using Mlops.Domain.Evaluation;

namespace Mlops.Domain.Tests.Evaluation;

public sealed class CalibrationFitTests
{
    /// <summary>Labels drawn with log-odds that are a share of what the model says: the bolder the model, the smaller the slope.</summary>
    [Theory]
    [InlineData(0.1, 4)]
    [InlineData(0.2, 2)]
    [InlineData(0.5, 5)]
    [InlineData(1, 1)]
    [InlineData(3, 0.5)]
    public void Of_ProbabilitiesThatAreTooBoldOrTooTimid_FindsTheSlope(double slope, double spread)
    {
        var random = new Random(7);
        var odds = Enumerable.Range(0, 50_000).Select(_ => spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
        var labels = odds.Select(value => random.NextDouble() < Sigmoid(slope * value) ? 1.0 : 0).ToArray();

        var fit = CalibrationFit.Of(labels, [.. odds.Select(Sigmoid)]);

        Assert.InRange(fit.Slope!.Value, slope * 0.93, slope * 1.07);
        Assert.InRange(fit.Intercept!.Value, -0.05, 0.05);
    }

    [Fact]
    public void Of_ClassesThatTheProbabilitiesSeparate_HasNoSlope() =>
        Assert.Null(CalibrationFit.Of([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9]).Slope);

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
