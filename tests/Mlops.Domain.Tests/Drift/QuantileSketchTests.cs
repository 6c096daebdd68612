using CsCheck;
using Mlops.Domain.Drift;

namespace Mlops.Domain.Tests.Drift;

public sealed class QuantileSketchTests
{
    private static readonly Gen<double[]> Numbers = Gen.OneOf(
        Gen.Double[-1000, 1000].Array[0, 3000],
        Gen.Int[0, 9].Select(value => (double)value).Array[0, 3000],
        Gen.Double[0, 1].Select(value => Math.Pow(value, 8)).Array[0, 3000]);

    [Fact]
    public void Build_AnyNumbers_KeepsTheStatedBound() => Gen.Select(Numbers, Gen.Int[1, 30]).Sample((numbers, copies) =>
    {
        double[] all = [.. Enumerable.Range(0, copies).SelectMany(copy => numbers.Select(number => number + copy))];
        return all.Length == 0 || WorstError(Sketch(all), all) <= Sketch(all).RankError + 1e-9;
    }, iter: 100);

    [Fact]
    public void Build_AHundredThousandNumbers_KeepsTheStatedBound()
    {
        var numbers = Profiles.Normal(new Random(3), 100_000).ToArray();

        var sketch = Sketch(numbers);

        Assert.InRange(sketch.RankError, 0.0005, 0.002);
        Assert.InRange(WorstError(sketch, numbers), 0.0001, sketch.RankError);
        Assert.Equal((numbers.Min(), numbers.Max(), 100_000), (sketch.Minimum, sketch.Maximum, sketch.Count));
    }

    [Fact]
    public void Build_SortedNumbers_KeepsTheStatedBound()
    {
        double[] numbers = [.. Enumerable.Range(0, 200_000).Select(i => (double)i)];

        Assert.InRange(WorstError(Sketch(numbers), numbers), 0.0001, Sketch(numbers).RankError);
    }

    [Fact]
    public void Build_FewDistinctNumbers_StaysExact()
    {
        double[] numbers = [.. Enumerable.Range(0, 300_000).Select(i => (double)(i * 7 % 1000))];

        var sketch = Sketch(numbers);

        Assert.Equal((0.0, 1000), (sketch.RankError, sketch.Values.Count));
        Assert.Null(sketch.Weights);
    }

    [Fact]
    public void Merge_AnyOrderAndGrouping_AgreesWithinTheBounds() => Gen.Select(Numbers, Numbers, Numbers).Sample((a, b, c) =>
    {
        double[] all = [.. a, .. b, .. c];
        var (x, y, z) = (Sketch(a), Sketch(b), Sketch(c));
        QuantileSketch[] merged = [QuantileSketch.Merge([QuantileSketch.Merge([x, y]), z]), QuantileSketch.Merge([x, QuantileSketch.Merge([y, z])]), QuantileSketch.Merge([z, y, x])];
        return all.Length == 0 || merged.All(sketch => sketch.Count == all.Length
            && WorstError(sketch, all) <= sketch.RankError + 1e-9
            && Near(sketch.Mean, all.Average())
            && Near(Math.Sqrt(sketch.M2 / sketch.Count), Math.Sqrt(all.Average(number => Math.Pow(number - all.Average(), 2)))));
    }, iter: 100);

    [Fact]
    public void Merge_WithNothing_ChangesNothing()
    {
        var sketch = Sketch([.. Profiles.Normal(new Random(1), 5000)]);

        Assert.Equivalent(sketch, QuantileSketch.Merge([QuantileSketch.Empty, sketch]), strict: true);
    }

    [Fact]
    public void Build_SameNumbersTwice_IsTheSameSketch()
    {
        var numbers = Profiles.Normal(new Random(1), 50_000).ToArray();

        Assert.Equal(Sketch(numbers).Values, Sketch(numbers).Values);
    }

    [Fact]
    public void Build_NumbersFarFromZero_KeepsTheSpread()
    {
        double[] numbers = [.. Enumerable.Range(0, 40_000).Select(i => 1e9 + (i % 2))];

        Assert.Equal(0.25, Sketch(numbers).M2 / numbers.Length, 1e-9);
    }

    private static QuantileSketch Sketch(double[] numbers)
    {
        var builder = new QuantileSketchBuilder();
        foreach (var number in numbers)
        {
            builder.Add(number);
        }

        return builder.Build();
    }

    // The largest difference of the shares at or below any number: only the numbers themselves and the sketch's points can have it.
    private static double WorstError(QuantileSketch sketch, double[] numbers)
    {
        double[] sorted = [.. numbers.Order()];
        double[] shares = new double[sketch.Values.Count];
        double sum = 0, worst = 0;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = sum += (sketch.Weights?[i] ?? (double)sketch.Count / shares.Length) / sketch.Count;
        }

        Assert.Equal(1, sum, 1e-9);
        for (int i = 0, upTo = 0; i < sorted.Length; i++)
        {
            if (i < sorted.Length - 1 && sorted[i] == sorted[i + 1])
            {
                continue;
            }

            while (upTo < shares.Length && sketch.Values[upTo] <= sorted[i])
            {
                upTo++;
            }

            worst = Math.Max(worst, Math.Abs((upTo == 0 ? 0 : shares[upTo - 1]) - ((i + 1.0) / sorted.Length)));
        }

        return worst;
    }

    private static bool Near(double left, double right) => Math.Abs(left - right) <= 1e-9 * Math.Max(1, Math.Abs(right));
}
