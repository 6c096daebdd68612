using Mlops.Domain.Training;

namespace Mlops.Domain.Pipelines;

/// <summary>What the monitor of a definition must obey.</summary>
internal static class MonitorRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static IEnumerable<DefinitionProblem> Check(PipelineDefinition definition)
    {
        var monitor = definition.Monitor;
        return
        [
            .. Interval(monitor, definition.Serving.CaptureShare),
            .. Positive(monitor.Window, "$.monitor.window", TimeSpan.FromHours(1), TimeSpan.FromDays(365)),
            .. Covered(monitor),
            .. Positive(monitor.Cooldown, "$.monitor.cooldown", TimeSpan.FromHours(1), TimeSpan.FromDays(365)),
            .. Features(monitor.Features),
            .. Quality(monitor.Quality, definition.Problem.Type),
            .. GroundTruth(monitor.GroundTruth, definition.Problem),
        ];
    }

    private static IEnumerable<DefinitionProblem> Interval(MonitorDefinition monitor, double captureShare)
    {
        var every = monitor.Interval;
        if (every < TimeSpan.FromHours(1) || every > Longest || every.Ticks % TimeSpan.TicksPerHour != 0)
        {
            yield return new("$.monitor.interval", "The interval must be whole hours from PT1H to P7D: an alarm looks back no further.", "Write a duration such as P1D.");
        }

        if (monitor.Enabled && captureShare == 0)
        {
            yield return new("$.serving.captureShare", "The monitor judges captured requests, and none are captured.", "Write a share such as 1, or set $.monitor.enabled to false.");
        }
    }

    // What is asked between two windows would never be judged.
    private static IEnumerable<DefinitionProblem> Covered(MonitorDefinition monitor)
    {
        if (monitor.Window >= TimeSpan.FromHours(1) && monitor.Window < monitor.Interval)
        {
            yield return new("$.monitor.window", "The window must be as long as the interval: requests between two windows would never be judged.", "Write a longer window or a shorter interval.");
        }
    }

    private static IEnumerable<DefinitionProblem> Positive(TimeSpan value, string path, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            yield return new(path, $"The duration must be from PT{(int)least.TotalHours}H to P{most.Days}D.", "Write a duration such as P1D.");
        }
    }

    private static IEnumerable<DefinitionProblem> Features(DriftDefinition features)
    {
        (string Name, double Value)[] shares =
        [
            ("kolmogorovSmirnov", features.KolmogorovSmirnov), ("jensenShannon", features.JensenShannon), ("missing", features.Missing),
            ("unseen", features.Unseen), ("maximumDriftedShare", features.MaximumDriftedShare),
        ];
        foreach (var (name, _) in shares.Where(share => share.Value is not (>= 0 and <= 1)))
        {
            yield return new($"$.monitor.features.{name}", "A share lies between 0 and 1.", "Write a number such as 0.1.");
        }

        if (features.Psi is not (> 0 and < 100))
        {
            yield return new("$.monitor.features.psi", "The threshold must lie above 0 and below 100.", "Write a number such as 0.2.");
        }

        if (features.Significance is not (> 0 and <= 0.2))
        {
            yield return new("$.monitor.features.significance", "The probability of a false alarm must lie above 0 and be at most 0.2.", "Write a number such as 0.001.");
        }

        if (features.MinimumRows < 2)
        {
            yield return new("$.monitor.features.minimumRows", "At least two rows are needed to compare distributions.", "Write a whole number of 2 or more.");
        }
    }

    private static IEnumerable<DefinitionProblem> Quality(QualityDefinition quality, ProblemType problem)
    {
        var known = ProblemMetrics.Names(problem);
        if (quality.Metric is { } metric && known.Count > 0 && !known.Contains(metric))
        {
            yield return new("$.monitor.quality.metric", $"'{metric}' is no metric of a {problem} problem.", $"Use one of {string.Join(", ", known)}.");
        }

        if (quality.MaximumLoss is not (>= 0 and <= 100))
        {
            yield return new("$.monitor.quality.maximumLoss", "The loss is a share of the holdout's value, from 0 to 100.", "Write a share such as 0.25.");
        }
    }

    private static IEnumerable<DefinitionProblem> GroundTruth(GroundTruthDefinition truth, ProblemDefinition problem)
    {
        if (truth.Key.Any(string.IsNullOrWhiteSpace) || truth.Key.Distinct(StringComparer.Ordinal).Count() != truth.Key.Count)
        {
            yield return new("$.monitor.groundTruth.key", "The key must name different columns.", "Name each column once.");
        }

        if (truth.Key.Contains(problem.Label))
        {
            yield return new("$.monitor.groundTruth.key", "The label is what the key finds, so it cannot be part of it.", "Name other columns.");
        }
    }
}
