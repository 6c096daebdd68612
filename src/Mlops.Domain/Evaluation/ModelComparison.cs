using System.Text.Json.Serialization;

namespace Mlops.Domain.Evaluation;

/// <summary>How the challenger differs from the champion on the same rows, and how sure that is.</summary>
public sealed record ModelComparison
{
    /// <summary>What was drawn: <c>week</c>, <c>day</c>, <c>hour</c> or <c>row</c>.</summary>
    public required string Unit { get; init; }

    public required int Units { get; init; }

    public required int Resamples { get; init; }

    /// <summary>How often such an interval holds the true difference.</summary>
    public required double Confidence { get; init; }

    /// <summary>By metric name.</summary>
    public required IReadOnlyDictionary<string, MetricDifference> Metrics { get; init; }

    /// <summary>Why there are no intervals; null when there are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    public static ModelComparison Of(ModelSample challenger, ModelSample champion, ResampleUnits units, double confidence, string seed)
    {
        var problem = PairedBootstrap.Problem(units);
        return new()
        {
            Unit = units.Name,
            Units = units.Count,
            Resamples = PairedBootstrap.Resamples,
            Confidence = confidence,
            Metrics = problem is null ? PairedBootstrap.Of(challenger, champion, units, confidence, seed) : new Dictionary<string, MetricDifference>(),
            Reason = problem,
        };
    }
}

/// <summary>Challenger less champion, and between which values it lies.</summary>
public sealed record MetricDifference(double Difference, double Lower, double Upper);
