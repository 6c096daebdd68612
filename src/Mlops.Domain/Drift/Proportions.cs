using MathNet.Numerics;

namespace Mlops.Domain.Drift;

/// <summary>Exact one-sided tests of proportions: has a share grown? Exact, for the normal approximation sees drift in one bad row of thirty.</summary>
public static class Proportions
{
    /// <summary>Fisher's exact test: how often, with equal shares, at least <paramref name="hits"/> of <paramref name="rows"/> rows are hits when the reference has its own.</summary>
    public static double FisherGreater(long hits, long rows, long referenceHits, long referenceRows)
    {
        var all = hits + referenceHits;
        var tail = 0.0;
        for (var k = hits; k <= Math.Min(rows, all); k++)
        {
            var term = Math.Exp(LogChoose(rows, k) + LogChoose(referenceRows, all - k) - LogChoose(rows + referenceRows, all));
            tail += term;
            if (term < 1e-17 * tail && k > (double)all * rows / (rows + referenceRows))
            {
                break;
            }
        }

        return Math.Min(1, tail);
    }

    /// <summary>How often at least <paramref name="outside"/> of <paramref name="rows"/> rows lie beyond the extremes of a reference of the same distribution.</summary>
    /// <remarks>Order the rows of both from the outside in: at most one of the first outside + 1 may then be of the reference, so this is hypergeometric.</remarks>
    public static double BeyondRange(long outside, long rows, long referenceRows)
    {
        if (outside <= 0 || referenceRows <= 0)
        {
            return 1;
        }

        var all = LogChoose(rows + referenceRows, outside + 1);
        return Math.Min(1, Math.Exp(LogChoose(rows, outside + 1) - all) + Math.Exp(Math.Log(referenceRows) + LogChoose(rows, outside) - all));
    }

    private static double LogChoose(long of, long choose) =>
        choose < 0 || choose > of ? double.NegativeInfinity : SpecialFunctions.GammaLn(of + 1.0) - SpecialFunctions.GammaLn(choose + 1.0) - SpecialFunctions.GammaLn(of - choose + 1.0);
}
