using System.Text;

namespace Mlops.Algorithm.Reporting;

/// <summary>A report for people as one HTML file: no scripts, nothing that is loaded from elsewhere, light or dark as the reader has it.</summary>
internal static class ReportPage
{
    // Belt and braces: even markup that slipped through could neither run nor load anything.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private const string Style = """
        :root{color-scheme:light dark;--page:#f5f6f8;--card:#fff;--ink:#1a2233;--soft:#5c667a;--line:#dfe3ea;--now:#e0642f;--then:#8fa5c7;--accent:#2f6fdb;--good:#157347;--goodbg:#e4f5eb;--bad:#b3261e;--badbg:#fdeceb;--warn:#8a5a00;--warnbg:#fff4dc}
        @media (prefers-color-scheme:dark){:root{--page:#12151b;--card:#1b2029;--ink:#e8ebf1;--soft:#9ba6b8;--line:#303846;--now:#f08a5a;--then:#5f7aa6;--accent:#77a5f5;--good:#6fd39b;--goodbg:#14301f;--bad:#ff8a80;--badbg:#3b1816;--warn:#f0c060;--warnbg:#33270d}}
        *{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;-webkit-text-size-adjust:100%}
        main{max-width:1180px;margin:0 auto;padding:28px 20px 64px}
        .kicker{color:var(--soft);font-size:13px;letter-spacing:.02em;margin:0 0 10px}
        .verdict{border-radius:12px;padding:18px 22px;border:1px solid;margin-bottom:18px}.verdict h1{font-size:23px;line-height:1.3;margin:0;overflow-wrap:anywhere}.verdict p,.verdict ul{margin:8px 0 0;overflow-wrap:anywhere}.verdict ul{padding-left:20px}
        .good{background:var(--goodbg);border-color:var(--good)}.good h1{color:var(--good)}.bad{background:var(--badbg);border-color:var(--bad)}.bad h1{color:var(--bad)}.warn{background:var(--warnbg);border-color:var(--warn)}.warn h1{color:var(--warn)}
        section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 22px;margin-top:18px}
        h2{font-size:17px;margin:0 0 4px}h3{font-size:14px;margin:16px 0 4px}p.note{color:var(--soft);margin:0 0 12px;font-size:13.5px;overflow-wrap:anywhere}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px}.figure{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:12px 16px}.figure b{display:block;font-size:22px;font-weight:650;font-variant-numeric:tabular-nums;overflow-wrap:anywhere;line-height:1.25}.figure b.small{font-size:17px}.figure:has(b.small){grid-column:span 2}.figure span{color:var(--soft);font-size:12.5px}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}th{text-align:left;color:var(--soft);font-weight:600;font-size:12.5px;border-bottom:1px solid var(--line);padding:6px 10px 6px 0;vertical-align:bottom}td{border-bottom:1px solid var(--line);padding:8px 10px 8px 0;vertical-align:top;overflow-wrap:anywhere}tr:last-child td{border-bottom:0}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td.name{font-weight:600;min-width:150px}.statistic{white-space:nowrap}td.file{min-width:200px}td.rows{min-width:120px;max-width:240px;font-variant-numeric:tabular-nums}td.words{min-width:230px}.soft{color:var(--soft)}
        .tag{display:inline-block;border-radius:99px;padding:1px 9px;font-size:12px;font-weight:600;white-space:nowrap;border:1px solid}.tag.drift{color:var(--bad);background:var(--badbg)}.tag.calm{color:var(--good);background:var(--goodbg)}.tag.unsure{color:var(--warn);background:var(--warnbg)}.tag.plain{color:var(--soft)}
        svg{display:block;max-width:100%;height:auto}svg text{fill:var(--soft);font:11px system-ui,sans-serif}.then{fill:var(--then)}.now{fill:var(--now)}.then.line,.now.line{fill:none;stroke-width:2}.then.line{stroke:var(--then)}.now.line{stroke:var(--now)}.axis{stroke:var(--line);stroke-width:1}.limit{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:5 4}.base{stroke:var(--accent);stroke-width:1.5;stroke-dasharray:2 3}.dot{fill:var(--now)}.band{fill:var(--accent);opacity:.13}
        .key{display:inline-flex;gap:16px;color:var(--soft);font-size:13px;margin:2px 0 10px;flex-wrap:wrap}.key i{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:5px;vertical-align:-1px}.key .k-then{background:var(--then)}.key .k-now{background:var(--now)}.key .k-base{background:var(--accent)}.key .k-limit{background:var(--bad)}
        .split{display:flex;height:26px;border-radius:7px;overflow:hidden;margin:6px 0 4px;font-size:12px;color:#fff}.split span{display:block;min-width:3px;padding:3px 8px;overflow:hidden;white-space:nowrap}.split .s1{background:#2f6fdb}.split .s2{background:#7a5cc4}.split .s3{background:#157347}
        code{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}details{margin-top:14px}summary{cursor:pointer;color:var(--accent)}footer{color:var(--soft);font-size:12.5px;margin-top:22px;overflow-wrap:anywhere}
        @media print{body{background:#fff}section,.figure{break-inside:avoid}}
        """;

    private const string Start = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

    public static byte[] Render(string title, Markup body)
    {
        var head = Markup.Of($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n<title>{title}</title>\n");
        return Encoding.UTF8.GetBytes($"{Start}{head}<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n");
    }

    /// <summary>The sentence on top; <paramref name="tone"/> is <c>good</c>, <c>bad</c> or <c>warn</c>.</summary>
    public static Markup Verdict(string tone, string sentence, IEnumerable<string> reasons)
    {
        var items = reasons.Select(reason => Markup.Of($"<li>{reason}</li>")).ToList();
        var list = items.Count == 0 ? Markup.Empty : Markup.Of($"<ul>{items}</ul>");
        return Markup.Of($"<div class=\"verdict {tone}\"><h1>{sentence}</h1>{list}</div>\n");
    }

    public static Markup FigureRow(params IEnumerable<(string Label, string Value)> figures)
    {
        const int LongValue = 12;
        var cards = figures.Select(figure => Markup.Of($"<div class=\"figure\"><b class=\"{(figure.Value.Length > LongValue ? "small" : "large")}\">{figure.Value}</b><span>{figure.Label}</span></div>"));
        return Markup.Of($"<div class=\"figures\">{cards}</div>\n");
    }

    public static Markup Section(string title, string note, Markup content) =>
        Markup.Of($"<section><h2>{title}</h2>{(note.Length == 0 ? Markup.Empty : Markup.Of($"<p class=\"note\">{note}</p>"))}{content}</section>\n");

    /// <summary>A table that scrolls on its own when it is wider than the page. Headings that start with <c>#</c> are of numbers.</summary>
    public static Markup Table(IEnumerable<string> headings, IEnumerable<Markup> rows)
    {
        var cells = headings.Select(heading => heading.StartsWith('#') ? Markup.Of($"<th class=\"n\">{heading[1..]}</th>") : Markup.Of($"<th>{heading}</th>"));
        return Markup.Of($"<div class=\"scroll\"><table><thead><tr>{cells}</tr></thead><tbody>\n{rows}</tbody></table></div>");
    }
}
