using Mlops.Algorithm.Reporting;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Evaluating;

/// <summary>What the models rest on, the most important columns first, and those that must not matter.</summary>
internal static class ImportanceSection
{
    private const int Shown = 25, Width = 360;

    public static Markup Render(EvaluationReport report, PipelineDefinition definition)
    {
        if (report.Explanations is not { } explanations)
        {
            return Markup.Empty;
        }

        var forbidden = definition.Gate.Explanations.MustNotMatter;
        var shown = explanations.Challenger.Index().Where(column => column.Index < Shown || forbidden.ContainsKey(column.Item.Column)).Select(column => column.Item).ToList();
        var note = $"The share of each column in the mean of |SHAP| over {Figures.Count(explanations.Rows, "row")}: how much it moves the answers.{(shown.Count < explanations.Challenger.Count ? $" The first {shown.Count} of {explanations.Challenger.Count} columns." : "")}";
        var rows = shown.Select(column => Row(column, explanations.Champion?.FirstOrDefault(each => each.Column == column.Column), forbidden));
        return ReportPage.Section("What the answers rest on", note, Markup.Of($"{EvaluationPage.ColourKey(explanations.Champion is not null)}{ReportPage.Table(["column", "", "#challenger", "#champion", "#may have"], rows)}"));
    }

    private static Markup Row(ColumnImportance column, ColumnImportance? champion, IReadOnlyDictionary<string, double> forbidden)
    {
        var old = champion is null ? Markup.Empty : Markup.Of($"<rect class=\"then\" x=\"0\" y=\"9\" width=\"{champion.Share * Width}\" height=\"5\"/>");
        var bar = Markup.Of($"<svg viewBox=\"0 0 {(double)Width} 16\" width=\"{(double)Width}\" height=\"16\" role=\"img\"><rect class=\"now\" x=\"0\" y=\"2\" width=\"{column.Share * Width}\" height=\"6\"/>{old}</svg>");
        var limit = forbidden.TryGetValue(column.Column, out var most) ? Figures.Share(most) : "";
        return Markup.Of($"<tr><td class=\"name\">{column.Column}</td><td>{bar}</td><td class=\"n\">{Figures.Share(column.Share)}</td><td class=\"n\">{(champion is null ? "–" : Figures.Share(champion.Share))}</td><td class=\"n\">{limit}</td></tr>\n");
    }
}
