namespace Mlops.Domain.Training;

/// <summary>Which end of a metric is the good one.</summary>
public static class MetricDirection
{
    /// <summary>The metric that decides between two models when the definition names none.</summary>
    public static string Default => RegressionMetrics.Mae;

    /// <summary>True where a smaller value is the better one: errors. R² is better when larger.</summary>
    public static bool LowerIsBetter(string metric) => metric switch
    {
        RegressionMetrics.Mae or RegressionMetrics.Rmse => true,
        RegressionMetrics.R2 => false,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a metric of a regression."),
    };
}
