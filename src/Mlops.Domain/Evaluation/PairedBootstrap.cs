using MathNet.Numerics;

namespace Mlops.Domain.Evaluation;

/// <summary>How much two models differ on the same rows, with a paired bootstrap interval for each metric: every resample measures both.</summary>
public static class PairedBootstrap
{
    public const int Resamples = 1000;

    public const double DefaultConfidence = 0.95;

    // Further out than this the resamples are too few for a percentile, and their spread says more.
    private const double FewestInTail = 5;

    /// <summary>Why there is no interval; null when there can be one.</summary>
    public static string? Problem(ResampleUnits units) => units.Count >= ResampleUnits.Fewest ? null
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{units.Count} rows are too few to tell a difference from chance; {ResampleUnits.Fewest} are needed");

    /// <summary>The interval of <c>challenger - champion</c> by metric, of all or of one; a metric that too many resamples lack has none.</summary>
    /// <param name="seed">The content hash of the rows: equal rows give equal intervals.</param>
    public static IReadOnlyDictionary<string, MetricDifference> Of(ModelSample challenger, ModelSample champion, ResampleUnits units, double confidence, string seed, string? only = null)
    {
        var pairs = ResampledMetrics.Of(challenger, units, only).Zip(ResampledMetrics.Of(champion, units, only)).ToList();
        var names = pairs.SelectMany(pair => pair.First.Names).ToList();
        var differences = Draw(pairs, names.Count, units.Count, ResampleDraw.Seed(seed));
        var once = new ushort[units.Count];
        Array.Fill(once, (ushort)1);
        var found = new double[names.Count];
        Measure(pairs, once, found, new double[names.Count]);
        return new SortedDictionary<string, MetricDifference>(
            names.Index().Where(metric => only is null || metric.Item == only)
                .Select(metric => (metric.Item, Difference: Interval(found[metric.Index], differences[metric.Index], confidence)))
                .Where(metric => metric.Difference is not null)
                .ToDictionary(metric => metric.Item, metric => metric.Difference!),
            StringComparer.Ordinal);
    }

    // Each resample has a seed of its own, so it does not matter which thread draws it.
    private static double[][] Draw(IReadOnlyList<(ResampledMetrics First, ResampledMetrics Second)> pairs, int metrics, int units, ulong seed)
    {
        var differences = Enumerable.Range(0, metrics).Select(_ => new double[Resamples]).ToArray();
        Parallel.For(
            0,
            Resamples,
            () => (Times: new ushort[units], Values: new double[metrics], Scratch: new double[metrics]),
            (resample, _, local) =>
            {
                ResampleDraw.Fill(local.Times, seed, resample);
                Measure(pairs, local.Times, local.Values, local.Scratch);
                for (var metric = 0; metric < metrics; metric++)
                {
                    differences[metric][resample] = local.Values[metric];
                }

                return local;
            },
            _ => { });
        return differences;
    }

    private static void Measure(IReadOnlyList<(ResampledMetrics First, ResampledMetrics Second)> pairs, ReadOnlySpan<ushort> times, Span<double> values, Span<double> scratch)
    {
        var start = 0;
        foreach (var (challenger, champion) in pairs)
        {
            var found = values.Slice(start, challenger.Names.Count);
            var other = scratch.Slice(start, found.Length);
            challenger.Measure(times, found);
            champion.Measure(times, other);
            for (var metric = 0; metric < found.Length; metric++)
            {
                found[metric] -= other[metric];
            }

            start += found.Length;
        }
    }

    private static MetricDifference? Interval(double difference, double[] resampled, double confidence)
    {
        double[] sorted = [.. resampled.Where(double.IsFinite).Order()];
        if (!double.IsFinite(difference) || sorted.Length < 0.9 * Resamples)
        {
            return null;
        }

        if ((1 - confidence) / 2 * Resamples >= FewestInTail)
        {
            return new(difference, Percentile(sorted, (1 - confidence) / 2), Percentile(sorted, (1 + confidence) / 2));
        }

        var mean = sorted.Average();
        var half = Math.Sqrt(2) * SpecialFunctions.ErfInv(confidence) * Math.Sqrt(sorted.Sum(each => (each - mean) * (each - mean)) / (sorted.Length - 1));
        return new(difference, difference - half, difference + half);
    }

    // Between neighbours on a line, as numpy has it.
    private static double Percentile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
