namespace Mlops.Domain.Tests.Drift;

/// <summary>The numbers of scipy_figures.py, by the same formulas.</summary>
internal static class Sequence
{
    public static double[] Uniform(long seed, int count)
    {
        var state = seed;
        return [.. Enumerable.Range(0, count).Select(_ => (state = ((1103515245 * state) + 12345) % (1L << 31)) / (double)(1L << 31))];
    }

    public static double[] Of(string shape, long seed, int count) => [.. Uniform(seed, count).Select(u => shape switch
    {
        "uniform" => u,
        "shifted" => u + 0.25,
        "squared" => u * u,
        "tenths" => Math.Floor(10 * u),
        "zeros" => u < 0.55 ? 0 : u,
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
    })];
}
