using CsCheck;
using Mlops.Domain.Training;

namespace Mlops.Domain.Tests.Training;

public sealed class RegressionMetricsTests
{
    private static readonly Gen<(double Actual, double Predicted)[]> Rows = Gen.Select(Gen.Double[-1000, 1000], Gen.Double[-1000, 1000]).Array[2, 200];

    [Fact]
    public void Result_AnyRows_EqualsTheNaiveFormulas() => Rows.Sample(rows =>
    {
        var metrics = Measured(rows);
        var mean = rows.Average(row => row.Actual);
        var residual = rows.Sum(row => Math.Pow(row.Actual - row.Predicted, 2));
        return Near(metrics["mae"], rows.Average(row => Math.Abs(row.Actual - row.Predicted)))
            && Near(metrics["rmse"], Math.Sqrt(residual / rows.Length))
            && Near(metrics["r2"], 1 - (residual / rows.Sum(row => Math.Pow(row.Actual - mean, 2))));
    });

    [Fact]
    public void Result_LabelsFarFromZero_KeepsR2()
    {
        var near = Measured([(0, 0.1), (1, 1.1), (2, 1.8)]);
        var far = Measured([(1e9, 1e9 + 0.1), (1e9 + 1, 1e9 + 1.1), (1e9 + 2, 1e9 + 1.8)]);

        Assert.Equal(near["r2"], far["r2"], 5);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public void Result_EqualLabels_HasADefinedR2(double prediction, double expected) =>
        Assert.Equal(expected, Measured([(1, prediction), (1, prediction)])["r2"]);

    [Fact]
    public void Result_NoRows_SaysSo() => Assert.Equal(new MetricsResult.Undefined("There are no rows to measure."), new RegressionMetrics().Result());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Result_NotFinitePrediction_SaysHowMany(double prediction)
    {
        var metrics = new RegressionMetrics();
        metrics.Add(1, prediction);
        metrics.Add(1, 1);

        Assert.StartsWith("1 of 2 rows", Assert.IsType<MetricsResult.Undefined>(metrics.Result()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_ErrorsTooLargeToSquare_IsUndefined()
    {
        var metrics = new RegressionMetrics();
        metrics.Add(0, 1e200);

        Assert.IsType<MetricsResult.Undefined>(metrics.Result());
    }

    private static IReadOnlyDictionary<string, double> Measured(IEnumerable<(double Actual, double Predicted)> rows)
    {
        var metrics = new RegressionMetrics();
        foreach (var (actual, predicted) in rows)
        {
            metrics.Add(actual, predicted);
        }

        return Assert.IsType<MetricsResult.Measured>(metrics.Result()).Metrics;
    }

    private static bool Near(double left, double right) => Math.Abs(left - right) <= 1e-9 * Math.Max(1, Math.Abs(right));
}
