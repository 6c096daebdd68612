using Mlops.Algorithm.Reporting;
using Mlops.Domain.Evaluation;

namespace Mlops.Algorithm.Evaluating;

/// <summary>Every rule of the gate with its value, limit and sentence.</summary>
internal static class RulesSection
{
    public static Markup Render(GateVerdict verdict) => verdict.Rules.Count == 0 ? Markup.Empty
        : ReportPage.Section("Rules of the gate", "", ReportPage.Table(["", "rule", "#value", "#limit", "#interval", "in words"], verdict.Rules.OrderBy(rule => rule.Passed).Select(Row)));

    private static Markup Row(GateRule rule)
    {
        var tag = rule.Passed ? Markup.Of($"<span class=\"tag calm\">passed</span>") : Markup.Of($"<span class=\"tag drift\">refused</span>");
        var where = rule.Column is { } column ? Markup.Of($"<br><span class=\"soft\">{column}{(rule.Slice is { } slice ? $" = {slice}" : "")}</span>") : Markup.Empty;
        var interval = rule.Interval is { } found ? $"{Figures.Short(found.Lower)} … {Figures.Short(found.Upper)}" : "–";
        return Markup.Of($"<tr><td>{tag}</td><td class=\"name\">{rule.Rule}: {rule.Metric}{where}</td><td class=\"n\">{Figures.Short(rule.Value)}</td><td class=\"n\">{Figures.Short(rule.Limit)}</td><td class=\"n\">{interval}</td><td class=\"words\">{rule.Sentence}</td></tr>\n");
    }
}
