using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Training;

/// <summary>The metrics that a kind of problem is judged by.</summary>
public static class ProblemMetrics
{
    /// <summary>Every metric that a definition of any kind of problem may name.</summary>
    public static IReadOnlyList<string> All { get; } = [.. RegressionMetrics.Names, .. BinaryMetrics.Names];

    /// <summary>The metrics of a problem by name; none for a kind that is not supported yet.</summary>
    public static IReadOnlyList<string> Names(ProblemType problem) => problem switch
    {
        ProblemType.Regression => RegressionMetrics.Names,
        ProblemType.Binary => BinaryMetrics.Names,
        _ => [],
    };

    /// <summary>The metric that decides between two models when the definition names none. For classes it is <c>auc</c>, which depends neither on a threshold nor on how many rows are positive.</summary>
    public static string Default(ProblemType problem) => problem == ProblemType.Binary ? BinaryMetrics.Auc : RegressionMetrics.Mae;

    /// <summary>What the training job tells SageMaker of the validation rows: the metric, and the name that SageMaker's own algorithms give it.</summary>
    public static IReadOnlyList<(string Metric, string Published)> OfTraining(ProblemType problem) => problem == ProblemType.Binary
        ? [(BinaryMetrics.Auc, "auc"), (BinaryMetrics.LogLoss, "binary_logloss")]
        : [.. RegressionMetrics.Names.Select(name => (name, name))];

    /// <summary>The few metrics of a model that a line has room for.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Headline(IReadOnlyDictionary<string, double> metrics) =>
        metrics.ContainsKey(BinaryMetrics.Auc)
            ? metrics.Where(metric => metric.Key is BinaryMetrics.Auc or BinaryMetrics.LogLoss or BinaryMetrics.F1)
            : metrics;
}
