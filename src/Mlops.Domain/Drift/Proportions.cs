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

    /// <summary>How often at least <paramref name="hits"/> of <paramref name="rows"/> rows are hits when each is one with this probability.</summary>
    public static double BinomialGreater(long hits, long rows, double probability) => (hits, probability) switch
    {
        ( <= 0, _) or (_, >= 1) => 1,
        _ => SpecialFunctions.BetaRegularized(hits, rows - hits + 1, probability),
    };

    private static double LogChoose(long of, long choose) =>
        choose < 0 || choose > of ? double.NegativeInfinity : SpecialFunctions.GammaLn(of + 1.0) - SpecialFunctions.GammaLn(choose + 1.0) - SpecialFunctions.GammaLn(of - choose + 1.0);
}
