namespace Mlops.Domain.Training;

/// <summary>Which end of a metric is the good one, and how much of it is worth nothing.</summary>
public static class MetricDirection
{
    // Of a reference that is worth nothing every loss is infinitely large, which JSON cannot say.
    private const double LargestLoss = 1000;

    /// <summary>True where a smaller value is the better one: errors.</summary>
    public static bool LowerIsBetter(string metric) => metric switch
    {
        RegressionMetrics.Mae or RegressionMetrics.Rmse or BinaryMetrics.LogLoss or BinaryMetrics.Brier or BinaryMetrics.CalibrationError => true,
        _ when ProblemMetrics.All.Contains(metric) => false,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a metric."),
    };

    /// <summary>What guessing scores in a metric whose larger values are better: the part of it that a model can lose is what lies above. Null for r2, which has no such scale, and for errors.</summary>
    public static double? Floor(string metric) => metric switch
    {
        BinaryMetrics.Auc or BinaryMetrics.BalancedAccuracy => 0.5,
        RegressionMetrics.R2 => null,
        _ => LowerIsBetter(metric) ? null : 0,
    };

    /// <summary>By how much a metric may be worse than <paramref name="reference"/>: an error by a share of itself, r2 by so much, the others by a share of what they have beyond guessing.</summary>
    public static double Margin(string metric, double reference, double maximumLoss) =>
        LowerIsBetter(metric) ? maximumLoss * Math.Abs(reference)
        : Floor(metric) is { } floor ? maximumLoss * Math.Abs(reference - floor)
        : maximumLoss;

    /// <summary>By which share of its scale (as for <see cref="Margin"/>) a value is worse than <paramref name="reference"/>; below 0 when it is better.</summary>
    public static double Loss(string metric, double reference, double value)
    {
        var (worse, scale) = (LowerIsBetter(metric) ? value - reference : reference - value, Margin(metric, reference, 1));
        return worse <= 0 && scale == 0 ? 0 : Math.Min(worse / scale, LargestLoss);
    }
}
