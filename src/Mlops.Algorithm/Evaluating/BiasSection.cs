using Mlops.Algorithm.Reporting;
using Mlops.Domain.Evaluation;

namespace Mlops.Algorithm.Evaluating;

/// <summary>How differently the groups of sensitive columns are treated, beside what the champion does.</summary>
internal static class BiasSection
{
    public static Markup Render(EvaluationReport report) => report.Bias is not { } facets ? Markup.Empty
        : ReportPage.Section("Bias", "DPL and DPPL as SageMaker Clarify has them: the share of all other rows less that of the group, of labels and of what is said.", Markup.Join(facets.Select(Facet)));

    private static Markup Facet(FacetReport facet)
    {
        var reason = facet.Reason is { } text ? Markup.Of($"<p class=\"note\">{text}.</p>") : Markup.Empty;
        var differences = ReportPage.Table(["", "#challenger", "#champion"],
        [
            Difference("demographic parity difference", facet, figures => figures.DemographicParityDifference),
            Difference("demographic parity ratio", facet, figures => figures.DemographicParityRatio),
            Difference("equalized odds difference", facet, figures => figures.EqualizedOddsDifference),
        ]);
        return Markup.Of($"<h3>{facet.Column}</h3>{reason}{differences}{ReportPage.Table(["group", "#rows", "#positive", "#said positive", "#true positive rate", "#false positive rate", "#DPL", "#DPPL"], facet.Challenger.Groups.Select(Group))}");
    }

    private static Markup Difference(string name, FacetReport facet, Func<FacetFigures, double?> figure) =>
        Markup.Of($"<tr><td class=\"name\">{name}</td><td class=\"n\">{Figures.Short(figure(facet.Challenger))}</td><td class=\"n\">{Figures.Short(facet.Champion is { } champion ? figure(champion) : null)}</td></tr>\n");

    private static Markup Group(FacetGroup group) => Markup.Of(
        $"<tr><td class=\"name\">{group.Value}</td><td class=\"n\">{group.Rows}</td><td class=\"n\">{Figures.Share(group.PositiveShare)}</td><td class=\"n\">{Figures.Share(group.PredictedPositiveShare)}</td><td class=\"n\">{Figures.Share(group.TruePositiveRate ?? double.NaN)}</td><td class=\"n\">{Figures.Share(group.FalsePositiveRate ?? double.NaN)}</td><td class=\"n\">{Figures.Short(group.Dpl)}</td><td class=\"n\">{Figures.Short(group.Dppl)}</td></tr>\n");
}
