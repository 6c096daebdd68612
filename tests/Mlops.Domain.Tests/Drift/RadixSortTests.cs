using CsCheck;
using Mlops.Domain.Drift;

namespace Mlops.Domain.Tests.Drift;

public sealed class RadixSortTests
{
    private static readonly double[] Extremes = [0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue];

    private static readonly Gen<double> Any = Gen.OneOf(
        Gen.Double[-1e300, 1e300], Gen.Double[-1, 1], Gen.Double[1e9, 1e9 + 1], Gen.Int[0, 4].Select(i => Extremes[i]));

    [Fact]
    public void Sort_AnyNumbers_SortsThem() => Any.Array[0, 3000].Sample(numbers =>
    {
        double[] sorted = [.. numbers];

        RadixSort.Sort(sorted);

        return sorted.SequenceEqual(numbers.Order());
    }, iter: 200);

    [Fact]
    public void Sort_NumbersThatAgreeInTheirLeadingBits_SortsThem()
    {
        double[] numbers = [.. Sequence.Uniform(1, 20_000).Select(value => 1e9 + (value * 1e-3))];
        double[] sorted = [.. numbers];

        RadixSort.Sort(sorted);

        Assert.Equal(numbers.Order(), sorted);
    }
}
