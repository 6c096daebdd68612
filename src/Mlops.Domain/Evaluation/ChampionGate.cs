using System.Globalization;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>The comparison with the serving model on the same rows, by value or by the worse end of the paired interval.</summary>
internal static class ChampionGate
{
    private const string Name = "champion";

    public static IEnumerable<GateRule> Rules(GateDefinition gate, string metric, EvaluationReport evaluation) => evaluation.Champion is { } champion
        ? [Compare(gate.Champion, metric, evaluation, champion)]
        : Unmeasured(gate, metric, evaluation.Challenger.Metrics);

    // The first champion is what later models are compared with: by a metric that it lacks, none could ever replace it.
    private static IEnumerable<GateRule> Unmeasured(GateDefinition gate, string metric, IReadOnlyDictionary<string, double> challenger) =>
        Gate.Finite(challenger, metric) is null && !gate.Thresholds.ContainsKey(metric)
            ? [ThresholdGate.Rule("measured", metric, null, null, false, "must be, for it decides between models")]
            : [];

    private static GateRule Compare(ChampionDefinition demanded, string metric, EvaluationReport evaluation, ModelMetrics champion)
    {
        var value = Gate.Finite(evaluation.Challenger.Metrics, metric);
        if (Gate.Finite(champion.Metrics, metric) is not { } best)
        {
            return ThresholdGate.Rule(Name, metric, value, null, false, "cannot be compared: the champion was not measured by it");
        }

        var lower = MetricDirection.LowerIsBetter(metric);
        var margin = demanded.MinimumImprovement * Math.Abs(best);
        var limit = lower ? best - margin : best + margin;
        var demand = Demand(champion, best, demanded.MinimumImprovement, lower, limit);
        var interval = evaluation.Comparison?.Metrics.TryGetValue(metric, out var difference) == true
            ? new GateInterval(best + difference.Lower, best + difference.Upper, evaluation.Comparison.Confidence)
            : null;
        if (demanded.Confidence is { } confidence)
        {
            return Surely(confidence, metric, (value, limit, lower), interval, evaluation.Comparison, demand);
        }

        var rule = ThresholdGate.Rule(Name, metric, value, limit, lower ? value <= limit : value >= limit, demand);
        return interval is null ? rule : rule with { Interval = interval, Sentence = $"{rule.Sentence} {Told(metric, interval, evaluation.Comparison!)}" };
    }

    private static GateRule Surely(
        double confidence, string metric, (double? Value, double Limit, bool LowerIsBetter) held, GateInterval? interval, ModelComparison? comparison, string demand)
    {
        var sure = $"{demand}, and {GateWords.Share(confidence)} surely so";
        if (interval is null || comparison!.Confidence < confidence)
        {
            var why = comparison is null ? "the evaluation has no interval of the difference"
                : comparison.Reason ?? (interval is null ? "too many resamples have no such metric" : $"the evaluation's interval is for {GateWords.Share(comparison.Confidence)} only");
            return ThresholdGate.Rule(Name, metric, held.Value, held.Limit, false, $"{sure}, which cannot be told: {why}");
        }

        var worst = held.LowerIsBetter ? interval.Upper : interval.Lower;
        var passed = held.Value is not null && (held.LowerIsBetter ? worst <= held.Limit : worst >= held.Limit);
        var rule = ThresholdGate.Rule(Name, metric, held.Value, held.Limit, passed, sure);
        return rule with { Interval = interval, Sentence = $"{rule.Sentence} {Told(metric, interval, comparison)}" };
    }

    private static string Told(string metric, GateInterval interval, ModelComparison comparison) => string.Create(
        CultureInfo.InvariantCulture,
        $"Beside the champion's, {metric} lies between {GateWords.Figure(interval.Lower)} and {GateWords.Figure(interval.Upper)} ({GateWords.Share(interval.Confidence)} sure: {comparison.Resamples:N0} resamples of {GateWords.Count(comparison.Units, comparison.Unit)}).");

    private static string Demand(ModelMetrics champion, double best, double improvement, bool lower, double limit)
    {
        var bound = $"must be at {(lower ? "most" : "least")} {GateWords.Number(limit)}";
        var opponent = $"the champion{(champion.Run is { } run ? $" of run {run}" : "")} has {GateWords.Number(best)} on the same rows";
        return improvement == 0
            ? $"{bound}: {opponent}"
            : $"{bound}: {opponent}, and a challenger {(improvement > 0 ? "must be better" : "may be worse")} by {GateWords.Share(Math.Abs(improvement))}";
    }
}
