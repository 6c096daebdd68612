using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Reporting;

namespace Mlops.Algorithm.Preparation;

/// <summary>Broken rules by file, column and rule, as a table of the report.</summary>
internal static class ProblemTable
{
    public static Markup Of(ProblemLog problems)
    {
        var rows = problems.Groups.Select(group => Markup.Of($"""
            <tr><td class="file"><code>{group.File}</code></td><td class="name">{group.Column ?? "–"}</td><td><span class="tag drift">{group.Rule}</span><div class="soft">{DataRuleText.Demand(group.Rule)}</div></td><td class="n">{(long)group.Count}</td><td class="rows">{(group.Rows.IsEmpty ? "–" : group.Rows.Describe())}</td><td class="words">{Examples(group)}</td></tr>

            """));
        return ReportPage.Table(["file", "column", "rule", "#problems", "rows", "examples"], rows);
    }

    private static Markup Examples(ProblemGroup group) => Markup.Join(group.Messages.Select(message => Markup.Of($"<div>{message}</div>")));
}
