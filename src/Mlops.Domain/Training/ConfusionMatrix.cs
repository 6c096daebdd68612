namespace Mlops.Domain.Training;

/// <summary>Rows by what was said of them and what they are. A share of nothing is 0, as in scikit-learn.</summary>
public sealed record ConfusionMatrix(long TruePositive, long FalsePositive, long FalseNegative, long TrueNegative)
{
    private double Precision => Share(TruePositive, TruePositive + FalsePositive);

    private double Recall => Share(TruePositive, TruePositive + FalseNegative);

    internal double Value(string metric) => metric switch
    {
        BinaryMetrics.Accuracy => Share(TruePositive + TrueNegative, TruePositive + TrueNegative + FalsePositive + FalseNegative),
        BinaryMetrics.BalancedAccuracy => (Recall + Share(TrueNegative, TrueNegative + FalsePositive)) / 2,
        BinaryMetrics.Precision => Precision,
        BinaryMetrics.Recall => Recall,
        BinaryMetrics.F1 => Share(2.0 * TruePositive, (2.0 * TruePositive) + FalsePositive + FalseNegative),
        BinaryMetrics.Mcc => Mcc(),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a metric of a binary classification."),
    };

    private double Mcc()
    {
        double truePositive = TruePositive, falsePositive = FalsePositive, falseNegative = FalseNegative, trueNegative = TrueNegative;
        var scale = Math.Sqrt((truePositive + falsePositive) * (truePositive + falseNegative) * (trueNegative + falsePositive) * (trueNegative + falseNegative));
        return Share((truePositive * trueNegative) - (falsePositive * falseNegative), scale);
    }

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
