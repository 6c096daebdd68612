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

    /// <summary>Of ascending numbers: exact when at most so many of them are distinct, else reduced to that.</summary>
    public static WeightedPoints OfSorted(ReadOnlySpan<double> sorted, int most, out double error)
    {
        error = 0;
        if (Distinct(sorted) > most)
        {
            error = 0.5 / most;
            return Reduce(sorted, most);
        }

        List<double> values = [], weights = [];
        for (var from = 0; from < sorted.Length;)
        {
            var number = sorted[from];
            var next = sorted[from..].IndexOfAnyExcept(number);
            values.Add(number);
            weights.Add(next < 0 ? sorted.Length - from : next);
            from = next < 0 ? sorted.Length : from + next;
        }

        return new([.. values], [.. weights]);
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
        double[] leftValues = left.Values, rightValues = right.Values, leftWeights = left.Weights, rightWeights = right.Weights;
        while (l < leftValues.Length && r < rightValues.Length)
        {
            // Without jumps: which side is next is as hard to predict as a coin.
            double a = leftValues[l], b = rightValues[r];
            bool fromLeft = a <= b, fromRight = b <= a;
            values[count] = fromLeft ? a : b;
            weights[count++] = (fromLeft ? leftWeights[l] : 0) + (fromRight ? rightWeights[r] : 0);
            l += fromLeft ? 1 : 0;
            r += fromRight ? 1 : 0;
        }

        count += Copy(left, l, values, weights, count);
        count += Copy(right, r, values, weights, count);
        return count == values.Length ? new(values, weights) : new(values[..count], weights[..count]);
    }

    private static int Copy(WeightedPoints from, int start, double[] values, double[] weights, int at)
    {
        from.Values.AsSpan(start).CopyTo(values.AsSpan(at));
        from.Weights.AsSpan(start).CopyTo(weights.AsSpan(at));
        return from.Length - start;
    }

    private static int Distinct(ReadOnlySpan<double> sorted)
    {
        var distinct = sorted.IsEmpty ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        return distinct;
    }

    private static WeightedPoints Reduce(ReadOnlySpan<double> sorted, int count)
    {
        var values = new double[count];
        var weights = new double[count];
        var cell = (double)sorted.Length / count;
        var last = -1;
        for (var i = 0; i < count; i++)
        {
            var number = sorted[(int)Math.Ceiling((i + 0.5) * cell) - 1];
            if (last < 0 || number != values[last])
            {
                values[++last] = number;
            }

            weights[last] += cell;
        }

        return new(values[..(last + 1)], weights[..(last + 1)]);
    }
}
