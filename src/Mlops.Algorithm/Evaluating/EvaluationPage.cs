using Mlops.Algorithm.Reporting;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Evaluating;

/// <summary><c>report.html</c> of an evaluation: what the gate's rules make of it, then the figures that they rest on.</summary>
internal static class EvaluationPage
{
    public static byte[] Render(PipelineDefinition definition, EvaluationReport report)
    {
        var verdict = Gate.Decide(definition.Gate, report);
        var passed = verdict.Verdict == GateDecision.Passed;
        var sentence = passed ? "The model passes every rule of the gate" : $"The gate's rules refuse the model: {Figures.Count(verdict.Rules.Count(rule => !rule.Passed), "rule")} of {Figures.Count(verdict.Rules.Count)}";
        var body = Markup.Of($"""
            <p class="kicker">{definition.Name} · model {report.Challenger.Model[..12]} · {Rows(report)}</p>
            {ReportPage.Verdict(passed ? "good" : "bad", sentence, passed ? [] : verdict.Reasons)}{MetricsSection.Headline(report)}{RulesSection.Render(verdict)}{MetricsSection.Render(report)}{SliceSection.Render(report, definition)}{BiasSection.Render(report)}{CalibrationSection.Render(report)}{ImportanceSection.Render(report, definition)}<footer>Challenger and champion were measured on the same {report.Rows} rows. The verdict with what a person made of it is in <code>gate.json</code>. Holdout {report.Holdout.Sha256}.</footer>

            """);
        return ReportPage.Render($"{definition.Name}: evaluation of {report.Challenger.Model[..12]}", body);
    }

    /// <summary>What the two colours stand for.</summary>
    public static Markup ColourKey(bool hasChampion) =>
        Markup.Of($"""<div class="key">{(hasChampion ? Markup.Of($"<span><i class=\"k-then\"></i>champion</span>") : Markup.Empty)}<span><i class="k-now"></i>challenger</span></div>""");

    private static string Rows(EvaluationReport report) =>
        $"{Figures.Count(report.Rows, "row")} held out{(report.Holdout is { From: { } from, To: { } to } ? $" from {from} to {to}" : "")}";
}
