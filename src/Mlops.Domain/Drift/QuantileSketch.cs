namespace Mlops.Domain.Drift;

/// <summary>
/// The distribution of numbers as weighted points. Exact while there are at most <see cref="Capacity"/> distinct values; beyond that
/// the share of values at or below any number is off by at most <see cref="RankError"/>. Minimum, maximum, mean and M2 are always exact, but that the latter two take a number beyond ±1e130 for that.
/// </summary>
/// <remarks>Every reduction to K points adds 1/(2K) to the error and merging averages it, so the stated bound is a guarantee and not an expectation.</remarks>
public sealed record QuantileSketch
{
    /// <summary>Points that a sketch keeps.</summary>
    public const int Capacity = 1024;

    public static QuantileSketch Empty { get; } = new() { Count = 0, Values = [] };

    /// <summary>How many numbers were seen.</summary>
    public required long Count { get; init; }

    public double Minimum { get; init; }

    public double Maximum { get; init; }

    public double Mean { get; init; }

    /// <summary>The sum of squared deviations from the mean.</summary>
    public double M2 { get; init; }

    /// <summary>The most by which any share of values may be off; 0 while the sketch is exact.</summary>
    public double RankError { get; init; }

    /// <summary>The points, ascending and distinct.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>How many numbers each point stands for; null when all stand for equally many.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>Any number of sketches as one, with one reduction at most.</summary>
    public static QuantileSketch Merge(IReadOnlyList<QuantileSketch> sketches)
    {
        var moments = default(Moments);
        List<WeightedPoints> runs = [];
        var error = 0.0;
        foreach (var sketch in sketches.Where(sketch => sketch.Count > 0))
        {
            moments.Add(Moments.Of(sketch));
            runs.Add(WeightedPoints.Of(sketch));
            error += sketch.RankError * sketch.Count;
        }

        return moments.Count == 0 ? Empty : Of(moments, WeightedPoints.Merge(runs), error / moments.Count);
    }

    internal static QuantileSketch Of(Moments moments, WeightedPoints points, double error)
    {
        if (points.Length > Capacity)
        {
            points = points.Reduce(Capacity);
            error += 0.5 / Capacity;
        }

        return new QuantileSketch
        {
            Count = moments.Count,
            Minimum = moments.Minimum,
            Maximum = moments.Maximum,
            Mean = moments.Mean,
            M2 = moments.M2,
            RankError = error,
            Values = points.Values,
            Weights = points.HasEqualWeights() ? null : points.Weights,
        };
    }
}
