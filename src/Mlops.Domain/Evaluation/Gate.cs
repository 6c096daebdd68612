using System.Globalization;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Decides whether a challenger passes: every absolute limit must hold, and it must be enough better than the champion on the same rows.</summary>
public static class Gate
{
    public static GateVerdict Decide(GateDefinition gate, EvaluationReport evaluation)
    {
        var challenger = evaluation.Challenger.Metrics;
        var decisive = gate.Champion.Metric ?? ProblemMetrics.Default(evaluation.Problem);
        List<GateRule> rules =
        [
            .. gate.Thresholds.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => Absolute(entry.Key, entry.Value, challenger)),
            .. evaluation.Champion is { } champion ? [Comparison(gate.Champion, decisive, challenger, champion)] : Unmeasured(gate, decisive, challenger),
        ];
        var failed = rules.Where(rule => !rule.Passed).Select(rule => rule.Sentence).ToList();
        return new GateVerdict
        {
            Verdict = failed.Count == 0 ? GateDecision.Passed : GateDecision.Refused,
            Reasons = failed.Count > 0 ? failed : [.. rules.Select(rule => rule.Sentence), .. NoChampion(evaluation)],
            Rules = rules,
            Metrics = challenger,
            Model = evaluation.Challenger.Model,
        };
    }

    private static IEnumerable<GateRule> Absolute(string metric, ThresholdDefinition threshold, IReadOnlyDictionary<string, double> metrics)
    {
        var value = Finite(metrics, metric);
        if (threshold.Minimum is { } minimum)
        {
            yield return Rule("minimum", metric, value, minimum, value >= minimum, $"must be at least {Text(minimum)}");
        }

        if (threshold.Maximum is { } maximum)
        {
            yield return Rule("maximum", metric, value, maximum, value <= maximum, $"must be at most {Text(maximum)}");
        }
    }

    private static GateRule Comparison(ChampionDefinition comparison, string metric, IReadOnlyDictionary<string, double> challenger, ModelMetrics champion)
    {
        var value = Finite(challenger, metric);
        if (Finite(champion.Metrics, metric) is not { } best)
        {
            return Rule("champion", metric, value, null, false, "cannot be compared: the champion was not measured by it");
        }

        var lower = MetricDirection.LowerIsBetter(metric);
        var margin = comparison.MinimumImprovement * Math.Abs(best);
        var limit = lower ? best - margin : best + margin;
        return Rule("champion", metric, value, limit, lower ? value <= limit : value >= limit, Against(champion, best, comparison.MinimumImprovement, lower, limit));
    }

    // The first champion is what later models are compared with: by a metric that it lacks, none could ever replace it.
    private static IEnumerable<GateRule> Unmeasured(GateDefinition gate, string metric, IReadOnlyDictionary<string, double> challenger)
    {
        return Finite(challenger, metric) is null && !gate.Thresholds.ContainsKey(metric)
            ? [Rule("measured", metric, null, null, false, "must be, for it decides between models")]
            : [];
    }

    private static string Against(ModelMetrics champion, double best, double improvement, bool lower, double limit)
    {
        var bound = $"must be at {(lower ? "most" : "least")} {Text(limit)}";
        var opponent = $"the champion{(champion.Run is { } run ? $" of run {run}" : "")} has {Text(best)} on the same rows";
        return improvement == 0
            ? $"{bound}: {opponent}"
            : $"{bound}: {opponent}, and a challenger {(improvement > 0 ? "must be better" : "may be worse")} by {Math.Abs(improvement).ToString("0.##%", CultureInfo.InvariantCulture)}";
    }

    private static GateRule Rule(string rule, string metric, double? value, double? limit, bool passed, string demand) => new()
    {
        Rule = rule,
        Metric = metric,
        Value = value,
        Limit = limit,
        Passed = passed,
        Sentence = $"{metric} {(value is { } number ? $"is {Text(number)}" : "was not measured")} and {demand}: {(passed ? "passed" : "refused")}.",
    };

    private static IEnumerable<string> NoChampion(EvaluationReport evaluation) =>
        evaluation.Champion is null ? ["Nothing serves yet, so there is no champion to compare with."] : [];

    private static double? Finite(IReadOnlyDictionary<string, double> metrics, string name) =>
        metrics.TryGetValue(name, out var value) && double.IsFinite(value) ? value : null;

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
