namespace Mlops.Domain.Training;

/// <summary>The metrics of a binary classification, by scikit-learn's definitions: of the probabilities, and of the classes that a threshold makes of them.</summary>
public static class BinaryMetrics
{
    public const string Auc = "auc", AveragePrecision = "averagePrecision", LogLoss = "logLoss", Brier = "brier", CalibrationError = "calibrationError";
    public const string Accuracy = "accuracy", BalancedAccuracy = "balancedAccuracy", Precision = "precision", Recall = "recall", F1 = "f1", Mcc = "mcc";

    public static IReadOnlyList<string> Names { get; } =
        [Auc, AveragePrecision, LogLoss, Brier, CalibrationError, Accuracy, BalancedAccuracy, Precision, Recall, F1, Mcc];

    /// <summary>Measures labels (1 is positive, anything else negative) and probabilities, or says why they cannot be measured.</summary>
    public static MetricsResult Of(IReadOnlyList<double> labels, IReadOnlyList<double> probabilities, double threshold) =>
        Problem(labels, probabilities) is { } problem
            ? new MetricsResult.Undefined(problem)
            : Of(new BinarySample(labels, probabilities, threshold));

    /// <summary>Every metric of rows that <see cref="Problem"/> finds nothing wrong with.</summary>
    public static MetricsResult.Measured Of(BinarySample sample) =>
        new(new SortedDictionary<string, double>(Names.ToDictionary(name => name, name => sample.Value(name)), StringComparer.Ordinal));

    /// <summary>Why rows cannot be measured; null when they can.</summary>
    public static string? Problem(IReadOnlyList<double> labels, IReadOnlyList<double> probabilities)
    {
        var wrong = probabilities.Count(probability => probability is not (>= 0 and <= 1)) + labels.Count(label => !double.IsFinite(label));
        var positive = labels.Count(label => label == 1);
        return labels.Count == 0 ? "There are no rows to measure."
            : wrong > 0 ? $"{wrong} of {labels.Count} rows have no class, or a probability that is not between 0 and 1."
            : positive == 0 || positive == labels.Count ? $"All {labels.Count} rows are {(positive == 0 ? "negative" : "positive")}; rows of both classes are needed."
            : null;
    }
}
