namespace Mlops.Domain.Drift;

/// <summary>The two-sample, two-sided Kolmogorov-Smirnov test: p exact where that is affordable and asymptotic beyond, as <c>scipy.stats.ks_2samp</c>.</summary>
public static class KolmogorovSmirnov
{
    // Samples of 10,000 on both sides, the most that scipy counts exactly.
    private const double LargestLattice = 1e8;
    private const double CheapCells = 2e7;

    /// <summary>The largest difference between the two cumulative distributions.</summary>
    internal static double Distance(WeightedPoints left, WeightedPoints right)
    {
        double leftTotal = left.Total, rightTotal = right.Total, distance = 0;
        int l = 0, r = 0;
        double leftShare = 0, rightShare = 0;
        while (l < left.Length && r < right.Length)
        {
            double leftValue = left.Values[l], rightValue = right.Values[r];
            if (leftValue <= rightValue)
            {
                leftShare = left.Cumulative[l++] / leftTotal;
            }

            if (rightValue <= leftValue)
            {
                rightShare = right.Cumulative[r++] / rightTotal;
            }

            distance = Math.Max(distance, Math.Abs(leftShare - rightShare));
        }

        return distance;
    }

    /// <summary>How often samples of one distribution are at least this far apart.</summary>
    public static double PValue(double distance, long left, long right)
    {
        if (distance <= 0 || left == 0 || right == 0)
        {
            return 1;
        }

        var asymptotic = KolmogorovDistribution.Tail(distance, (double)left * right / (left + right));
        var lattice = (double)left * right;
        // A band as wide as the lattice is long to walk, and only tells one vanishing probability from another.
        var affordable = 2 * distance * lattice <= CheapCells || (lattice <= LargestLattice && asymptotic > 1e-12);
        return affordable ? Exact(distance, (int)Math.Min(left, right), (int)Math.Max(left, right)) : asymptotic;
    }

    // Walks all orders in which the two samples can interleave, as lattice paths from (0,0) to (m,n): a cell holds the probability
    // that a path has left the band |i/m - j/n| < distance on its way there (Schröer and Trenkler). Only the band is visited.
    private static double Exact(double distance, int m, int n)
    {
        var band = (0.5 + Math.Floor((distance * m * n) - 1e-7)) / ((double)m * n);
        var outside = new double[n + 2];
        Array.Fill(outside, 1);
        outside.AsSpan(1, Math.Min(n, (int)(band * n)) + 1).Clear();
        for (var i = 1; i <= m; i++)
        {
            var from = Math.Max(0, (int)Math.Ceiling(n * (((double)i / m) - band)));
            var to = Math.Min(n, (int)Math.Floor(n * (((double)i / m) + band)));
            // Shifted by one: index 0 is left of the lattice, where no path comes from.
            outside[from] = from == 0 ? 0 : 1;
            for (var j = from; j <= to; j++)
            {
                outside[j + 1] = ((i * outside[j + 1]) + (j * outside[j])) / (i + j);
            }
        }

        return Math.Min(1, outside[n + 1]);
    }
}
