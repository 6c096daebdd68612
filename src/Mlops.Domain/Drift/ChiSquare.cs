using MathNet.Numerics;

namespace Mlops.Domain.Drift;

/// <summary>Pearson's chi-square test of two samples' counts over the same bins, without continuity correction. Bins that are empty on both sides do not count.</summary>
public readonly record struct ChiSquare(double Statistic, int DegreesOfFreedom, double PValue)
{
    public static ChiSquare Of(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double leftTotal = 0, rightTotal = 0, statistic = 0;
        for (var i = 0; i < left.Length; i++)
        {
            leftTotal += left[i];
            rightTotal += right[i];
        }

        var bins = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var both = left[i] + right[i];
            if (both > 0)
            {
                bins++;
                // (observed - expected)² / expected of both cells of the bin, in one term.
                var apart = (left[i] * rightTotal) - (right[i] * leftTotal);
                statistic += apart * apart / (both * leftTotal * rightTotal);
            }
        }

        return bins < 2 || leftTotal == 0 || rightTotal == 0 ? new(0, 0, 1) : new(statistic, bins - 1, Tail(statistic, bins - 1));
    }

    /// <summary>How often a chi-square variable is at least this large.</summary>
    public static double Tail(double statistic, int degreesOfFreedom) =>
        statistic <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2);
}
