namespace Mlops.Domain.Training;

/// <summary>Which end of a metric is the good one, and how much of it is worth nothing.</summary>
public static class MetricDirection
{
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
}
