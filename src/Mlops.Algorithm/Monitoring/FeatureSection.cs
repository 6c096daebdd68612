using Mlops.Algorithm.Reporting;
using Mlops.Domain.Drift;

namespace Mlops.Algorithm.Monitoring;

/// <summary>The features by severity, with a picture of each: those that matter in sight, the others folded away.</summary>
internal static class FeatureSection
{
    private const int Open = 20;
    private const int Pictured = 200;

    public static Markup Render(MonitorReport report, BaselineProfile reference, BaselineProfile current, ColumnHistogram histograms)
    {
        var before = reference.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var now = current.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var columns = report.Features.Columns;
        var drifted = columns.Count(column => column.Status == ColumnStatus.Drifted);
        var shown = Math.Max(Math.Min(drifted, Pictured), Math.Min(Open, columns.Count));
        var rows = columns.Take(Pictured).Select(column => Row(column, histograms.Of(before[column.Name], now.GetValueOrDefault(column.Name)))).ToList();
        var rest = rows.Count <= shown
            ? Markup.Empty
            : Markup.Of($"<details><summary>{(long)(rows.Count - shown)} more features, none of them drifted</summary>{Table(rows.Skip(shown))}</details>");
        var left = columns.Count > Pictured ? Markup.Of($"<p class=\"note\">{(long)(columns.Count - Pictured)} further features are in monitor.json.</p>") : Markup.Empty;
        return ReportPage.Section("Features, the worst first", report.Reference.Note, Markup.Of($"{MonitorPage.ColourKey}{Table(rows.Take(shown))}{rest}{left}"));
    }

    private static Markup Table(IEnumerable<Markup> rows) => ReportPage.Table(["feature", "", "distribution", "statistics", "what is wrong"], rows);

    private static Markup Row(ColumnDrift column, Histogram histogram)
    {
        var (style, word) = column.Status switch
        {
            ColumnStatus.Drifted => ("drift", $"{Figures.Factor(column.Severity)} × its limit"),
            ColumnStatus.Stable => ("calm", "stable"),
            ColumnStatus.NotEnoughRows => ("unsure", "too few rows"),
            _ => ("unsure", "not comparable"),
        };
        return Markup.Of($"""
            <tr><td class="name">{column.Name}</td><td><span class="tag {style}">{word}</span></td><td style="min-width:230px">{Charts.Bars(histogram, 230, 70)}</td><td>{ColumnWords.Statistics(column)}</td><td class="words">{ColumnWords.Sentences(column)}</td></tr>

            """);
    }
}
