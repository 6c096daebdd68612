using System.Text.Json.Serialization;
using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary><c>evaluation.json</c>: challenger and champion measured on the same holdout rows.</summary>
public sealed record EvaluationReport
{
    public required ProblemType Problem { get; init; }

    public required int Rows { get; init; }

    public required HoldoutSummary Holdout { get; init; }

    public required ModelMetrics Challenger { get; init; }

    /// <summary>Null when nothing serves yet.</summary>
    public ModelMetrics? Champion { get; init; }

    /// <summary>The challenger's probabilities for these rows, by month: what those of its requests will be compared with. Null for a regression.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ColumnBaseline? Predictions { get; init; }

    /// <summary>How the two differ, with intervals; null without a champion.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelComparison? Comparison { get; init; }

    /// <summary>Both measured apart by the columns of <c>problem.slices</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SlicedColumn>? Slices { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SliceRegression? LargestRegression { get; init; }

    /// <summary>Differences between the groups of the columns of <c>gate.bias</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FacetReport>? Bias { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExplanationReport? Explanations { get; init; }

    /// <summary>The same with the champion under the run that it serves as now: one from the cache was written when an equal model served as another's. Null leaves it as written.</summary>
    public EvaluationReport Against(string? run) => run is null || Champion is null ? this : this with { Champion = Champion with { Run = run } };
}

/// <summary>Which rows were held out: event times where there is a time column, and the hash of the file.</summary>
public sealed record HoldoutSummary
{
    public string? From { get; init; }

    public string? To { get; init; }

    public required string Sha256 { get; init; }
}

/// <summary>One model's metrics; <c>Model</c> is the hash of the manifest inside its artifact.</summary>
public sealed record ModelMetrics
{
    /// <summary>The run that trained it; null for the challenger, whose run this is.</summary>
    public string? Run { get; init; }

    public required string Model { get; init; }

    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Null for a regression.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassificationReport? Classification { get; init; }
}
