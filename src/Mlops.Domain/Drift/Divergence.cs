namespace Mlops.Domain.Drift;

/// <summary>Distances between two histograms over the same bins.</summary>
public static class Divergence
{
    /// <summary>Added to every bin for <see cref="Psi"/>, so that an empty one gives a large number and not an infinite one.</summary>
    public const double Smoothing = 0.5;

    /// <summary>Population stability index: the symmetric Kullback-Leibler divergence in nats, of counts smoothed by half a row per bin.</summary>
    public static double Psi(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double leftTotal = Sum(left) + (Smoothing * left.Length), rightTotal = Sum(right) + (Smoothing * right.Length), psi = 0;
        for (var i = 0; i < left.Length; i++)
        {
            double p = (left[i] + Smoothing) / leftTotal, q = (right[i] + Smoothing) / rightTotal;
            psi += (p - q) * Math.Log(p / q);
        }

        return psi;
    }

    /// <summary>Jensen-Shannon distance, as <c>scipy.spatial.distance.jensenshannon</c>: the root of the divergence in nats; 0 to √ln 2 = 0.83.</summary>
    public static double JensenShannon(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double leftTotal = Sum(left), rightTotal = Sum(right), divergence = 0;
        for (var i = 0; i < left.Length; i++)
        {
            double p = left[i] / leftTotal, q = right[i] / rightTotal, middle = (p + q) / 2;
            divergence += (p > 0 ? p * Math.Log(p / middle) : 0) + (q > 0 ? q * Math.Log(q / middle) : 0);
        }

        return Math.Sqrt(Math.Max(0, divergence / 2));
    }

    private static double Sum(ReadOnlySpan<double> counts)
    {
        var sum = 0.0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
