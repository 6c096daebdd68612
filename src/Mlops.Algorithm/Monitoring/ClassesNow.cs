using System.Globalization;
using Mlops.Domain.Drift;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary>The classes in the requests: how many the model expects to be positive, how many were, and the metrics of those whose truth is known beside the holdout's.</summary>
internal sealed record ClassesNow
{
    public required string Positive { get; init; }

    public required double Threshold { get; init; }

    /// <summary>The share of positive rows in the champion's holdout.</summary>
    public required double HoldoutShare { get; init; }

    /// <summary>The mean probability of the requests: the share that the model expects; null without requests.</summary>
    public double? ExpectedShare { get; init; }

    /// <summary>The share of positive rows among those whose truth is known; null without any.</summary>
    public double? TruthShare { get; init; }

    /// <summary>Null while there are no rows of both classes whose truth is known.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>The same of the rows whose truth is known.</summary>
    public ClassificationReport? Now { get; init; }

    public required string Sentence { get; init; }

    /// <summary>Null for a regression, and where another image's evaluation says nothing of classes.</summary>
    public static ClassesNow? Of(EvaluationReport evaluation, BaselineProfile current, JudgedRows judged)
    {
        if (evaluation.Challenger.Classification is not { } holdout)
        {
            return null;
        }

        double[] labels = [.. judged.WithTruth.Select(row => row.Truth.Actual)], probabilities = [.. judged.WithTruth.Select(row => row.Truth.Predicted)];
        var sample = BinaryMetrics.Problem(labels, probabilities) is null ? new BinarySample(labels, probabilities, holdout.Threshold) : null;
        var (expected, truth) = (Mean(current.Predictions), labels.Length == 0 ? (double?)null : labels.Average());
        return new ClassesNow
        {
            Positive = holdout.Positive,
            Threshold = holdout.Threshold,
            HoldoutShare = holdout.BaseRate,
            ExpectedShare = expected,
            TruthShare = truth,
            Metrics = sample is null ? null : BinaryMetrics.Of(sample).Metrics,
            Now = sample is null ? null : ClassificationReport.Of(new BinaryClasses(holdout.Positive, holdout.Negative), holdout.Threshold, sample),
            Sentence = Words(holdout, expected, truth, labels.Length),
        };
    }

    private static double? Mean(ColumnBaseline? predictions)
    {
        var months = predictions?.Months.Where(month => month.Numbers is not null && month.Count > 0).ToList() ?? [];
        return months.Count == 0 ? null : months.Sum(month => month.Count * month.Numbers!.Mean) / months.Sum(month => month.Count);
    }

    private static string Words(ClassificationReport holdout, double? expected, double? truth, int rows)
    {
        var now = expected is { } mean ? $"; of the requests the model expects {Share(mean)}" : "";
        return $"Of the holdout {Share(holdout.BaseRate)} were '{holdout.Positive}'{now}{(truth is { } came ? $", and of the {rows} whose truth is known {Share(came)} were" : "")}.";
    }

    private static string Share(double value) => value.ToString("0.#%", CultureInfo.InvariantCulture);
}
