using Mlops.Domain.Drift;

namespace Mlops.Cli.Rendering;

/// <summary>Quantiles and a small histogram of numbers, from their sketch.</summary>
internal sealed class SketchShape(QuantileSketch sketch)
{
    private const int Bins = 16;
    private const string Blocks = " ▁▂▃▄▅▆▇█";

    public double StandardDeviation => sketch.Count > 1 ? Math.Sqrt(sketch.M2 / (sketch.Count - 1)) : 0;

    /// <summary>The smallest value that at least this share of the numbers does not pass.</summary>
    public double Quantile(double share)
    {
        double sum = 0, all = Enumerable.Range(0, sketch.Values.Count).Sum(Weight);
        for (var i = 0; i < sketch.Values.Count; i++)
        {
            sum += Weight(i);
            if (sum >= share * all)
            {
                return sketch.Values[i];
            }
        }

        return sketch.Maximum;
    }

    /// <summary>From the minimum to the maximum in bins of one width, the fullest as high as a line; what is there at all is seen.</summary>
    public string Bars()
    {
        var bins = new double[Bins];
        var width = (sketch.Maximum - sketch.Minimum) / Bins;
        for (var i = 0; i < sketch.Values.Count; i++)
        {
            var bin = width > 0 ? (int)((sketch.Values[i] - sketch.Minimum) / width) : 0;
            bins[Math.Clamp(bin, 0, Bins - 1)] += Weight(i);
        }

        var most = bins.Max();
        return string.Concat(bins.Select(bin => Blocks[bin <= 0 ? 0 : Math.Max(1, (int)Math.Round(8 * bin / most))]));
    }

    private double Weight(int point) => sketch.Weights is { } weights ? weights[point] : 1;
}
