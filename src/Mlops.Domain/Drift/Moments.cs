namespace Mlops.Domain.Drift;

/// <summary>Count, extremes, mean and sum of squared deviations, mergeable without losing digits (Chan, Golub and LeVeque).</summary>
/// <remarks>Mean and squares take a number beyond ±<see cref="Largest"/> for that, so that they stay finite: JSON has no infinity, and one such number must not cost a whole profile.</remarks>
internal struct Moments
{
    public const double Largest = 1e130;

    public long Count;
    public double Minimum;
    public double Maximum;
    public double Mean;
    public double M2;

    public static Moments Of(QuantileSketch sketch) =>
        new() { Count = sketch.Count, Minimum = sketch.Minimum, Maximum = sketch.Maximum, Mean = sketch.Mean, M2 = sketch.M2 };

    /// <summary>Of a block of numbers that is not empty: two passes, which the processor vectorizes and Welford's recurrence is not.</summary>
    public static Moments Of(ReadOnlySpan<double> numbers)
    {
        double minimum = numbers[0], maximum = numbers[0], sum = 0;
        foreach (var number in numbers)
        {
            minimum = Math.Min(minimum, number);
            maximum = Math.Max(maximum, number);
            sum += number;
        }

        if (minimum < -Largest || maximum > Largest)
        {
            return Of(Clamped(numbers)) with { Minimum = minimum, Maximum = maximum };
        }

        double mean = sum / numbers.Length, squares = 0, rest = 0;
        foreach (var number in numbers)
        {
            var deviation = number - mean;
            squares += deviation * deviation;
            rest += deviation;
        }

        return new() { Count = numbers.Length, Minimum = minimum, Maximum = maximum, Mean = mean, M2 = squares - (rest * rest / numbers.Length) };
    }

    public void Add(in Moments other)
    {
        if (Count == 0)
        {
            this = other;
            return;
        }

        var total = Count + other.Count;
        var delta = other.Mean - Mean;
        M2 += other.M2 + (delta * delta * Count * other.Count / total);
        Mean += delta * other.Count / total;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        Count = total;
    }

    private static double[] Clamped(ReadOnlySpan<double> numbers)
    {
        var clamped = numbers.ToArray();
        foreach (ref var number in clamped.AsSpan())
        {
            number = Math.Clamp(number, -Largest, Largest);
        }

        return clamped;
    }
}
