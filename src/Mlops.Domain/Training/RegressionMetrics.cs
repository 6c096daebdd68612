namespace Mlops.Domain.Training;

/// <summary>MAE, RMSE and R² of a stream of rows in one pass and constant memory. Values that are not finite are counted, never averaged.</summary>
public sealed class RegressionMetrics
{
    public const string Mae = "mae", Rmse = "rmse", R2 = "r2";

    private CompensatedSum _absolute;
    private CompensatedSum _squared;
    private double _mean;
    private double _deviation;

    public static IReadOnlyList<string> Names { get; } = [Mae, Rmse, R2];

    /// <summary>Rows with a finite label and a finite prediction.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows whose label or prediction was NaN or infinite.</summary>
    public long NotFinite { get; private set; }

    public void Add(double actual, double predicted)
    {
        var error = predicted - actual;
        if (!double.IsFinite(error))
        {
            NotFinite++;
            return;
        }

        Rows++;
        _absolute.Add(Math.Abs(error));
        _squared.Add(error * error);
        // Welford's recurrence: the textbook difference of two large sums loses every digit when labels lie far from zero.
        var delta = actual - _mean;
        _mean += delta / Rows;
        _deviation += delta * (actual - _mean);
    }

    /// <summary>The metrics by name, or why there are none: no rows, or a value that is not finite.</summary>
    public MetricsResult Result() => (Rows, NotFinite) switch
    {
        (0, 0) => new MetricsResult.Undefined("There are no rows to measure."),
        (_, > 0) => new MetricsResult.Undefined($"{NotFinite} of {Rows + NotFinite} rows have a label or a prediction that is not a finite number."),
        _ => Measured(),
    };

    private MetricsResult Measured()
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            [Mae] = _absolute.Value / Rows,
            [Rmse] = Math.Sqrt(_squared.Value / Rows),
            [R2] = Determination(),
        };
        return metrics.Values.All(double.IsFinite)
            ? new MetricsResult.Measured(metrics)
            : new MetricsResult.Undefined("The errors are too large to be squared and summed.");
    }

    // With labels that are all equal R² divides by zero: 1 for a perfect prediction and 0 for any other, as scikit-learn has it.
    private double Determination() => _deviation > 0 ? 1 - (_squared.Value / _deviation) : _squared.Value == 0 ? 1 : 0;
}
