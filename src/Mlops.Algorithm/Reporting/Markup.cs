using System.Text;

namespace Mlops.Algorithm.Reporting;

/// <summary>A piece of HTML. It is made of literals and of holes, and every hole is escaped unless it is markup itself: names and values from data cannot become tags.</summary>
internal readonly record struct Markup
{
    private readonly string? _html;

    private Markup(string html) => _html = html;

    public static Markup Empty => default;

    public static Markup Of(MarkupHandler html) => new(html.ToString());

    public static Markup Join(IEnumerable<Markup> parts)
    {
        var html = new StringBuilder();
        foreach (var part in parts)
        {
            html.Append(part._html);
        }

        return new Markup(html.ToString());
    }

    public override string ToString() => _html ?? "";
}
