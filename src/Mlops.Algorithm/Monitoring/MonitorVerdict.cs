using System.Globalization;
using Mlops.Domain.Drift;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary>Decides from what was measured whether the model drifts, and says why: by the same two limits that the alarms have.</summary>
internal sealed class MonitorVerdict(PipelineDefinition definition)
{
    private const int ShownNames = 10;

    private DriftDefinition Limits => definition.Monitor.Features;

    public string Metric => definition.Monitor.Quality.Metric ?? definition.Gate.Champion.Metric ?? ProblemMetrics.Default(definition.Problem.Type);

    public DriftAnalysis Compare(BaselineProfile reference, BaselineProfile current) => DriftAnalysis.Compare(reference, current, Limits);

    /// <summary>The quality now against the champion's on its holdout, or why it cannot be told.</summary>
    public (QualityDrift? Quality, string? Reason) Quality(EvaluationReport evaluation, IReadOnlyList<JudgedRow> rows, string? keyProblem)
    {
        if (keyProblem is not null)
        {
            return (null, $"The truth of requests cannot be found: {keyProblem}.");
        }

        if (!evaluation.Challenger.Metrics.TryGetValue(Metric, out var reference))
        {
            return (null, $"The champion's evaluation has no {Metric}, so there is nothing to hold the quality against.");
        }

        return rows.Count == 0
            ? (null, "No truth has arrived for these requests yet.")
            : (QualityDrift.Compare(Metric, reference, [.. rows.Select(row => row.Truth)], Tolerance(reference), Limits.MinimumRows, ChampionClasses.Threshold(definition.Problem, evaluation)), null);
    }

    public bool IsDrift(DriftAnalysis features, QualityDrift? quality) => TooManyDrifted(features) || quality?.Status == QualityStatus.Worse;

    /// <summary>The sentence on top of everything.</summary>
    public string Sentence(DriftAnalysis features, QualityDrift? quality) => (TooManyDrifted(features), quality?.Status) switch
    {
        (true, QualityStatus.Worse) => "The requests drift away from what the model learned, and its predictions are worse than they were.",
        (true, _) => "The requests drift away from what the model learned.",
        (_, QualityStatus.Worse) => "The model predicts worse than it did on its holdout.",
        _ when features.RowsCurrent == 0 => "There are no requests to judge.",
        _ when features.Verdict == DriftVerdict.NotEnoughRows => "There are too few requests to judge.",
        _ when features.DriftedFeatures > 0 => "Some features drifted, but fewer than there may.",
        (_, QualityStatus.Ok) => "No drift: requests and quality are as they were.",
        _ => "No drift: the requests look like what the model learned from.",
    };

    public IReadOnlyList<string> Reasons(DriftAnalysis features, QualityDrift? quality, string? qualityReason) =>
        [Features(features), .. new[] { quality?.Sentence ?? qualityReason }.OfType<string>()];

    private string Features(DriftAnalysis features)
    {
        var judged = features.Columns.Count(column => column.Status is ColumnStatus.Drifted or ColumnStatus.Stable);
        if (judged == 0)
        {
            return $"{features.RowsCurrent} rows are too few to judge any feature; {Limits.MinimumRows} are needed.";
        }

        var drifted = features.Columns.Where(column => column.Status == ColumnStatus.Drifted).ToList();
        var names = drifted.Count == 0 ? "" : ": " + string.Join(", ", drifted.Take(ShownNames).Select(column => Short(column.Name))) + (drifted.Count > ShownNames ? $" and {drifted.Count - ShownNames} more" : "");
        return $"{drifted.Count} of {judged} features drifted over {features.RowsCurrent} rows ({Share(features.DriftedShare)}; at most {Share(Limits.MaximumDriftedShare)}){names}.";
    }

    private bool TooManyDrifted(DriftAnalysis features) => features.DriftedShare > Limits.MaximumDriftedShare;

    // The margin as a share of the reference, which a reference of nothing has none of.
    private double Tolerance(double reference) => reference == 0
        ? definition.Monitor.Quality.MaximumLoss
        : MetricDirection.Margin(Metric, reference, definition.Monitor.Quality.MaximumLoss) / Math.Abs(reference);

    private static string Share(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Short(string name) => name.Length > 60 ? name[..60] + "…" : name;
}
