namespace Mlops.Domain.Drift;

/// <summary>Bins with equal shares of a reference, as far as ties let them be equal: a value that fills several bins gets one of its own.</summary>
internal sealed class QuantileBins
{
    private readonly double[] _edges;

    private QuantileBins(double[] edges) => _edges = edges;

    public static QuantileBins Of(WeightedPoints reference, int bins)
    {
        var edges = Enumerable.Range(1, bins - 1).Select(i => reference.Quantile((double)i / bins)).Distinct();
        // An edge at the largest value would leave nothing of the reference beyond it.
        return new([.. edges.Where(edge => edge < reference.Values[^1])]);
    }

    /// <summary>Rows per bin, for so many rows in all. A bin reaches up to and including its edge.</summary>
    public double[] Count(WeightedPoints points, double rows)
    {
        var counts = new double[_edges.Length + 1];
        var before = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            var upTo = i < _edges.Length ? points.WeightUpTo(_edges[i]) : points.Total;
            counts[i] = (upTo - before) / points.Total * rows;
            before = upTo;
        }

        return counts;
    }
}
