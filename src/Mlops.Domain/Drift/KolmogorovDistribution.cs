namespace Mlops.Domain.Drift;

/// <summary>The distribution of the Kolmogorov-Smirnov distance of large samples.</summary>
internal static class KolmogorovDistribution
{
    /// <summary>How often the distance is at least this large with so many effective rows.</summary>
    public static double Tail(double distance, double rows)
    {
        var root = Math.Sqrt(rows);
        // Vrbik's correction of the limit: within 3% at p = 0.001 from a hundred effective rows on, where the limit itself is 19% off.
        var scaled = (distance * root) + (1 / (6 * root)) + (((distance * root) - 1) / (4 * rows));
        return scaled < 0.2 ? 1 : Math.Clamp(Series(scaled), 0, 1);
    }

    private static double Series(double scaled)
    {
        var sum = 0.0;
        for (var k = 1; k <= 100; k++)
        {
            var term = 2 * Math.Exp(-2 * k * k * scaled * scaled);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-17 * sum)
            {
                break;
            }
        }

        return sum;
    }
}
