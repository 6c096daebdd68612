using System.Text.Json.Serialization;
using Mlops.Domain.Json;
using Mlops.Domain.Training;

namespace Mlops.Domain.Drift;

/// <summary>Whether a model predicts worse than it did on its holdout, by more than the rows' number leaves open.</summary>
public sealed record QualityDrift
{
    public const double Confidence = 0.95;

    public required string Metric { get; init; }

    public required QualityStatus Status { get; init; }

    /// <summary>Rows whose truth is known.</summary>
    public required long Rows { get; init; }

    /// <summary>The metric now; null without rows.</summary>
    public double? Value { get; init; }

    /// <summary>The lower end of the metric's confidence interval.</summary>
    public double? Lower { get; init; }

    public double? Upper { get; init; }

    /// <summary>The champion's value on its holdout.</summary>
    public required double Reference { get; init; }

    /// <summary>The worst value that is still tolerated.</summary>
    public required double Limit { get; init; }

    public required string Sentence { get; init; }

    /// <summary>Holds a metric of these rows against the holdout's; <paramref name="tolerance"/> is a share of that (0.1: a tenth worse), <paramref name="threshold"/> the probability from which on a row is said to be positive.</summary>
    public static QualityDrift Compare(string metric, double reference, IReadOnlyList<TruthRow> rows, double tolerance, int minimumRows = 30, double threshold = 0.5)
    {
        var lowerIsBetter = MetricDirection.LowerIsBetter(metric);
        var margin = tolerance * Math.Abs(reference);
        var limit = lowerIsBetter ? reference + margin : reference - margin;
        var finite = rows.Where(row => double.IsFinite(row.Actual - row.Predicted)).ToArray();
        QualityDrift Unjudged(QualityStatus status, string sentence) => new() { Metric = metric, Status = status, Rows = finite.Length, Reference = reference, Limit = limit, Sentence = sentence };
        if (finite.Length < Math.Max(2, minimumRows))
        {
            return Unjudged(QualityStatus.NotEnoughRows, $"The truth of {finite.Length} rows is known; {minimumRows} are needed to judge {metric}.");
        }

        if (MetricInterval.Of(metric, finite, Confidence, threshold) is not { } interval)
        {
            return Unjudged(QualityStatus.Undefined, $"The truth of {finite.Length} rows is known, but {metric} cannot be told: {Words.Undefined(metric)}");
        }

        var worse = lowerIsBetter ? interval.Lower > limit : interval.Upper < limit;
        return new()
        {
            Metric = metric,
            Status = worse ? QualityStatus.Worse : QualityStatus.Ok,
            Rows = finite.Length,
            Value = interval.Value,
            Lower = interval.Lower,
            Upper = interval.Upper,
            Reference = reference,
            Limit = limit,
            Sentence = Words.Quality(metric, interval, finite.Length, reference, limit, worse, lowerIsBetter ? interval.Value > limit : interval.Value < limit),
        };
    }
}

[JsonConverter(typeof(KebabCaseEnum<QualityStatus>))]
public enum QualityStatus
{
    Ok,

    /// <summary>The whole confidence interval lies beyond the limit.</summary>
    Worse,

    NotEnoughRows,

    /// <summary>The errors are too large for the metric to be a number.</summary>
    Undefined,
}
