using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Evaluation;

public sealed class SliceAnalysisTests
{
    // Forty times two equally good models in ten slices. Judged one by one at 95%, a third of the trials would call some slice worse: with all of them together few may.
    [Fact]
    public void Of_EquallyGoodModels_CallsHardlyEverAnySliceWorse()
    {
        var wrong = Enumerable.Range(0, 40).Count(trial =>
        {
            var random = new Random(trial);
            double[] labels = [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble())];
            ModelSample Model() => new(labels, [.. labels.Select(label => label + random.NextDouble() - 0.5)], null);
            var values = new ColumnValues("group", [.. Enumerable.Range(0, 600).Select(row => $"{row % 10}")], null);

            var column = new SliceAnalysis(Model(), Model(), null, $"{trial:x16}").Of(values, new SliceDefinition(), new SliceLimitsDefinition { MinimumRows = 50 }, "mae");

            Assert.Equal((10, 0.95), (column.Slices.Count, column.Confidence));
            return column.Slices.Any(slice => slice.Difference!.Lower > 0);
        });

        Assert.InRange(wrong, 0, 5);
    }

    [Fact]
    public void Of_OneBadSlice_IsTheLargestRegressionThoughTheWholeIsBetter()
    {
        double[] labels = [.. Enumerable.Range(0, 400).Select(row => (double)row)];
        ModelSample challenger = new(labels, [.. labels.Select((label, row) => label + (row % 4 == 0 ? 3 : 0.1))], null), champion = new(labels, [.. labels.Select(label => label + 2)], null);
        var values = new ColumnValues("group", [.. Enumerable.Range(0, 400).Select(row => $"g{row % 4}")], null);

        var column = new SliceAnalysis(challenger, champion, null, "00").Of(values, new SliceDefinition(), new SliceLimitsDefinition { MaximumRegression = 0.1 }, "mae");

        Assert.Equal(new SliceRegression("group", "g0", "mae", 0.5), SliceAnalysis.Largest([column], "mae"));
        Assert.True(column.Slices.Single(slice => slice.Value == "g0").Difference!.Lower > 0);
    }
}
