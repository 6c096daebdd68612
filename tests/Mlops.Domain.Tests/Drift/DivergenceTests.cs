using CsCheck;
using Mlops.Domain.Drift;

namespace Mlops.Domain.Tests.Drift;

public sealed class DivergenceTests
{
    private static readonly Gen<double[]> Counts = Gen.Int[0, 500].Select(count => (double)count).Array[6].Where(counts => counts.Sum() > 0);

    [Fact]
    public void PsiJensenShannonAndChiSquare_Swapped_AreTheSame() => Gen.Select(Counts, Counts).Sample((left, right) =>
        Math.Abs(Divergence.Psi(left, right) - Divergence.Psi(right, left)) < 1e-12
        && Math.Abs(Divergence.JensenShannon(left, right) - Divergence.JensenShannon(right, left)) < 1e-7
        && Math.Abs(ChiSquare.Of(left, right).Statistic - ChiSquare.Of(right, left).Statistic) < 1e-9);

    [Fact]
    public void PsiJensenShannonAndChiSquare_EqualCounts_AreZero() => Counts.Sample(counts =>
        Divergence.Psi(counts, counts) == 0 && Divergence.JensenShannon(counts, counts) < 1e-7 && ChiSquare.Of(counts, counts) is { Statistic: 0, PValue: 1 });

    [Fact]
    public void JensenShannon_NothingInCommon_IsTheRootOfLn2() =>
        Assert.Equal(Math.Sqrt(Math.Log(2)), Divergence.JensenShannon([5, 0], [0, 9]), 12);

    [Fact]
    public void Holm_KnownExample_GivesTheTextbooksValues() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Holm_AnyPValues_AreNotBelowTheirOwnAndNotAboveBonferroni() => Gen.Double[0, 1].Array[1, 50].Sample(values =>
        Holm.Adjust(values).Zip(values).All(pair => pair.First >= pair.Second && pair.First <= Math.Min(1, pair.Second * values.Length)));
}
