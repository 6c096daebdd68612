using Mlops.Domain.Evaluation;
using Mlops.Domain.Tests.Drift;

namespace Mlops.Domain.Tests.Evaluation;

/// <summary>The rows of gate_figures.py, by the same formulas.</summary>
internal static class TwoModels
{
    public static (ModelSample Challenger, ModelSample Champion) Classes(long seed, int rows)
    {
        var (truth, luck, blur) = (Sequence.Uniform(seed, rows), Sequence.Uniform(seed + 1, rows), Sequence.Uniform(seed + 2, rows));
        double[] labels = [.. truth.Zip(luck, (share, chance) => chance < share ? 1.0 : 0)];
        var blurred = truth.Zip(blur, (share, noise) => Math.Clamp((0.8 * share) + (0.4 * noise) - 0.1, 0.001, 0.999));
        return (
            new(labels, [.. truth.Select(share => Math.Floor(100 * share) / 100)], 0.45),
            new(labels, [.. blurred.Select(b => b * b / ((b * b) + ((1 - b) * (1 - b))))], 0.45));
    }

    public static (ModelSample Challenger, ModelSample Champion) Numbers(long seed, int rows)
    {
        double[] labels = [.. Sequence.Uniform(seed, rows).Select(u => 100 + (10 * u))];
        return (
            new(labels, [.. labels.Zip(Sequence.Uniform(seed + 1, rows), (label, u) => label + u - 0.5)], null),
            new(labels, [.. labels.Zip(Sequence.Uniform(seed + 2, rows), (label, u) => label + (1.5 * u) - 0.7)], null));
    }

    /// <summary>Units of so many rows each: days whose hours are rows, or the rows themselves.</summary>
    public static ResampleUnits Units(int rows, int size) => size == 1
        ? ResampleUnits.Of(null, rows)
        : ResampleUnits.Of([.. Enumerable.Range(0, rows).Select(row => new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero).AddDays(row / size).AddMinutes(row % size))], rows);
}
