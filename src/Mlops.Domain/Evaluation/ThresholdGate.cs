using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Evaluation;

/// <summary>Absolute limits on metrics over all rows.</summary>
internal static class ThresholdGate
{
    public static IEnumerable<GateRule> Rules(IReadOnlyDictionary<string, ThresholdDefinition> thresholds, IReadOnlyDictionary<string, double> metrics) =>
        thresholds.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => Limits(entry.Key, entry.Value, Gate.Finite(metrics, entry.Key)));

    /// <summary>A rule on one value, which was not measured when it is null.</summary>
    public static GateRule Rule(string rule, string metric, double? value, double? limit, bool passed, string demand) => new()
    {
        Rule = rule,
        Metric = metric,
        Value = value,
        Limit = limit,
        Passed = passed,
        Sentence = $"{metric} {(value is { } number ? $"is {GateWords.Number(number)}" : "was not measured")} and {demand}: {GateWords.End(passed)}.",
    };

    private static IEnumerable<GateRule> Limits(string metric, ThresholdDefinition threshold, double? value)
    {
        if (threshold.Minimum is { } minimum)
        {
            yield return Rule("minimum", metric, value, minimum, value >= minimum, $"must be at least {GateWords.Number(minimum)}");
        }

        if (threshold.Maximum is { } maximum)
        {
            yield return Rule("maximum", metric, value, maximum, value <= maximum, $"must be at most {GateWords.Number(maximum)}");
        }
    }
}
