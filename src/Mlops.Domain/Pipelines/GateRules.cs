using Mlops.Domain.Training;

namespace Mlops.Domain.Pipelines;

/// <summary>What the gate of a definition must obey.</summary>
internal static class GateRules
{
    public static IEnumerable<DefinitionProblem> Check(GateDefinition gate, ProblemType problem)
    {
        var known = ProblemMetrics.Names(problem);
        foreach (var refused in Thresholds("$.gate.thresholds", gate.Thresholds, problem))
        {
            yield return refused;
        }

        if (gate.Champion.Metric is { } decisive && known.Count > 0 && !known.Contains(decisive))
        {
            yield return UnknownMetric("$.gate.champion.metric", decisive, problem);
        }

        if (gate.Champion.MinimumImprovement is not (> -1 and < 1))
        {
            yield return new("$.gate.champion.minimumImprovement", "The improvement is a share of the champion's value, above -1 and below 1.", "Write a share such as 0.02 for two per cent.");
        }

        if (gate.Champion.Confidence is not (null or (>= 0.5 and <= 0.999)))
        {
            yield return Confidence("$.gate.champion.confidence");
        }
    }

    /// <summary>What is wrong with absolute limits, here and in slices.</summary>
    public static IEnumerable<DefinitionProblem> Thresholds(string owner, IReadOnlyDictionary<string, ThresholdDefinition> thresholds, ProblemType problem)
    {
        var known = ProblemMetrics.Names(problem);
        foreach (var (metric, threshold) in thresholds)
        {
            var path = $"{owner}.{metric}";
            if (known.Count > 0 && !known.Contains(metric))
            {
                yield return UnknownMetric(path, metric, problem);
            }

            if (threshold is { Minimum: null, Maximum: null })
            {
                yield return new(path, "A threshold without a bound limits nothing.", "Give minimum, maximum or both.");
            }

            if (threshold.Minimum > threshold.Maximum)
            {
                yield return new(path, "The minimum lies above the maximum: no model could pass.", "Swap or correct them.");
            }
        }
    }

    public static DefinitionProblem Confidence(string path) =>
        new(path, "The confidence lies from 0.5 to 0.999: resamples cannot tell more.", "Write a number such as 0.95.");

    private static DefinitionProblem UnknownMetric(string path, string metric, ProblemType problem) =>
        new(path, $"'{metric}' is no metric of a {problem} problem.", $"Use one of {string.Join(", ", ProblemMetrics.Names(problem))}.");
}
