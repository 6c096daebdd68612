namespace Mlops.Domain.Drift;

/// <summary>Distinct ascending values with weights: a distribution, exact or reduced.</summary>
internal sealed class WeightedPoints
{
    private WeightedPoints(double[] values, double[] weights)
    {
        Values = values;
        Weights = weights;
        Cumulative = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            Cumulative[i] = sum += weights[i];
        }
    }

    public double[] Values { get; }

    public double[] Weights { get; }

    /// <summary>The weight of all values up to and including each.</summary>
    public double[] Cumulative { get; }

    public int Length => Values.Length;

    public double Total => Length == 0 ? 0 : Cumulative[^1];

    public static WeightedPoints Of(QuantileSketch sketch, double factor = 1)
    {
        var weights = new double[sketch.Values.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = factor * (sketch.Weights?[i] ?? (double)sketch.Count / weights.Length);
        }

        return new(sketch.Values as double[] ?? [.. sketch.Values], weights);
    }

    /// <summary>Of ascending numbers, one by one.</summary>
    public static WeightedPoints OfSorted(ReadOnlySpan<double> sorted)
    {
        var values = new double[sorted.Length];
        var weights = new double[sorted.Length];
        var last = -1;
        foreach (var number in sorted)
        {
            if (last < 0 || number != values[last])
            {
                values[++last] = number;
            }

            weights[last]++;
        }

        return new(values[..(last + 1)], weights[..(last + 1)]);
    }

    public static WeightedPoints Merge(IReadOnlyList<WeightedPoints> runs)
    {
        // Pairwise, so that each point is moved log(runs) times.
        var round = runs.ToList();
        while (round.Count > 1)
        {
            round = [.. round.Chunk(2).Select(pair => pair.Length == 2 ? Merge(pair[0], pair[1]) : pair[0])];
        }

        return round.Count == 0 ? new([], []) : round[0];
    }

    /// <summary>At most <paramref name="count"/> points: the middle of each of as many cells of equal weight, hence off by half a cell at most.</summary>
    public WeightedPoints Reduce(int count)
    {
        var values = new double[count];
        var weights = new double[count];
        var cell = Total / count;
        int last = -1, at = 0;
        for (var i = 0; i < count; i++)
        {
            var middle = (i + 0.5) * cell;
            while (Cumulative[at] < middle && at < Length - 1)
            {
                at++;
            }

            if (last < 0 || Values[at] != values[last])
            {
                values[++last] = Values[at];
            }

            weights[last] += cell;
        }

        return new(values[..(last + 1)], weights[..(last + 1)]);
    }

    public bool HasEqualWeights() => Weights.AsSpan().IndexOfAnyExcept(Weights.Length > 0 ? Weights[0] : 0) < 0;

    /// <summary>The weight of all values at or below a number.</summary>
    public double WeightUpTo(double number)
    {
        var index = Array.BinarySearch(Values, number);
        var upTo = index >= 0 ? index : ~index - 1;
        return upTo < 0 ? 0 : Cumulative[upTo];
    }

    /// <summary>The smallest value with at least this share of the weight at or below it.</summary>
    public double Quantile(double share)
    {
        // Shares such as 3/10 of 50 rows must not fall to the next value by rounding.
        var rank = share * Total * (1 - 1e-12);
        var index = Array.BinarySearch(Cumulative, rank);
        return Values[Math.Min(index >= 0 ? index : ~index, Length - 1)];
    }

    private static WeightedPoints Merge(WeightedPoints left, WeightedPoints right)
    {
        var values = new double[left.Length + right.Length];
        var weights = new double[values.Length];
        int l = 0, r = 0, count = 0;
        while (l < left.Length || r < right.Length)
        {
            var fromLeft = r == right.Length || (l < left.Length && left.Values[l] <= right.Values[r]);
            var fromRight = l == left.Length || (r < right.Length && right.Values[r] <= left.Values[l]);
            values[count] = fromLeft ? left.Values[l] : right.Values[r];
            weights[count++] = (fromLeft ? left.Weights[l++] : 0) + (fromRight ? right.Weights[r++] : 0);
        }

        return count == values.Length ? new(values, weights) : new(values[..count], weights[..count]);
    }
}
