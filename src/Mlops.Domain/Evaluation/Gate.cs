using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Decides whether a challenger passes: every limit of the definition must hold, and it must be enough better than the champion on the same rows.</summary>
public static class Gate
{
    public static GateVerdict Decide(GateDefinition gate, EvaluationReport evaluation)
    {
        var decisive = gate.Champion.Metric ?? ProblemMetrics.Default(evaluation.Problem);
        List<GateRule> rules =
        [
            .. ThresholdGate.Rules(gate.Thresholds, evaluation.Challenger.Metrics),
            .. ChampionGate.Rules(gate, decisive, evaluation),
            .. SliceGate.Rules(gate.Slices, decisive, evaluation),
            .. BiasGate.Rules(gate.Bias, evaluation),
            .. CalibrationGate.Rules(gate.Calibration, evaluation.Challenger),
            .. ExplanationGate.Rules(gate.Explanations, evaluation.Explanations),
        ];
        var failed = rules.Where(rule => !rule.Passed).Select(rule => rule.Sentence).ToList();
        return new GateVerdict
        {
            Verdict = failed.Count == 0 ? GateDecision.Passed : GateDecision.Refused,
            Reasons = failed.Count > 0 ? failed : [.. rules.Select(rule => rule.Sentence), .. NoChampion(evaluation)],
            Rules = rules,
            Metrics = evaluation.Challenger.Metrics,
            Model = evaluation.Challenger.Model,
        };
    }

    /// <summary>True for verdicts that let a model on.</summary>
    public static bool LetsPass(this GateDecision verdict) => verdict is GateDecision.Passed or GateDecision.Overridden;

    internal static double? Finite(IReadOnlyDictionary<string, double> metrics, string name) =>
        metrics.TryGetValue(name, out var value) && double.IsFinite(value) ? value : null;

    private static IEnumerable<string> NoChampion(EvaluationReport evaluation) =>
        evaluation.Champion is null ? ["Nothing serves yet, so there is no champion to compare with."] : [];
}
