using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Metrics of one model that come of the same pass over a resample. What a pass needs is summed up by unit before, so that a resample of days costs days, not rows.</summary>
internal abstract class ResampledMetrics(IReadOnlyList<string> names)
{
    public IReadOnlyList<string> Names => names;

    /// <summary>The metrics of the units as often as <paramref name="times"/> says, in the order of the names. Not finite where a resample has none.</summary>
    public abstract void Measure(ReadOnlySpan<ushort> times, Span<double> values);

    /// <summary>The metrics of a regression or a binary classification in groups that share a pass: all of them, or those that share one with <paramref name="only"/>.</summary>
    public static IReadOnlyList<ResampledMetrics> Of(ModelSample sample, ResampleUnits units, string? only = null) =>
        only == BinaryMetrics.Auc ? [new ResampledRanks([BinaryMetrics.Auc], sample, units)]
        : [.. All(sample, units).Where(metrics => only is null || metrics.Names.Contains(only))];

    private static ResampledMetrics[] All(ModelSample sample, ResampleUnits units) => sample.Threshold is { } threshold
        ?
        [
            new ResampledRanks([BinaryMetrics.Auc, BinaryMetrics.AveragePrecision], sample, units),
            ResampledMeans.OfProbabilities(sample, units),
            new ResampledCalibration([BinaryMetrics.CalibrationError], sample, units),
            new ResampledClasses(sample, threshold, units),
        ]
        : [ResampledMeans.OfErrors(sample, units), new ResampledDetermination([RegressionMetrics.R2], sample, units)];
}
