using System.Globalization;
using System.Text;

namespace Mlops.Algorithm.Reporting;

/// <summary>Small pictures as inline SVG.</summary>
internal static class Charts
{
    /// <summary>Reference and current shares side by side; numbers as areas over one another would hide which is which.</summary>
    public static Markup Bars(Histogram histogram, int width, int height)
    {
        const int Foot = 16;
        var bins = histogram.Reference.Count;
        if (bins == 0 || histogram.Largest <= 0)
        {
            return Markup.Of($"<span class=\"soft\">no values</span>");
        }

        var (slot, plot) = ((double)width / bins, height - Foot);
        var bars = Enumerable.Range(0, bins).Select(i =>
        {
            var (then, now) = (plot * histogram.Reference[i] / histogram.Largest, plot * histogram.Current[i] / histogram.Largest);
            var bar = slot * 0.42;
            return Markup.Of($"<g><title>{histogram.Labels[i]}: was {Figures.Share(histogram.Reference[i])}, is {Figures.Share(histogram.Current[i])}</title><rect class=\"then\" x=\"{(i * slot) + (slot * 0.06)}\" y=\"{plot - then}\" width=\"{bar}\" height=\"{then}\"/><rect class=\"now\" x=\"{(i * slot) + (slot * 0.06) + bar}\" y=\"{plot - now}\" width=\"{bar}\" height=\"{now}\"/></g>");
        });
        return Markup.Of($"<svg viewBox=\"0 0 {(double)width} {(double)height}\" width=\"{(double)width}\" height=\"{(double)height}\" role=\"img\"><line class=\"axis\" x1=\"0\" x2=\"{(double)width}\" y1=\"{(double)plot}\" y2=\"{(double)plot}\"/>{bars}{Ends(histogram.Labels, width, height)}</svg>");
    }

    /// <summary>Values over time with a line for what they were, and one for what they may be.</summary>
    public static Markup Line(IReadOnlyList<(string Label, string Title, double Value)> points, double reference, double limit, int width, int height)
    {
        const int Left = 46, Right = 12, Top = 10, Foot = 20;
        var top = Math.Max(points.Max(point => point.Value), Math.Max(reference, limit)) * 1.08;
        top = top > 0 ? top : 1;
        double X(int i) => points.Count == 1 ? Left + ((width - Left - Right) / 2.0) : Left + ((double)(width - Left - Right) * i / (points.Count - 1));
        double Y(double value) => Top + ((height - Top - Foot) * (1 - (value / top)));

        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            path.Append(i == 0 ? 'M' : 'L').Append(Text(X(i))).Append(' ').Append(Text(Y(points[i].Value)));
        }

        var ticks = Enumerable.Range(0, 5).Select(i => top * i / 4).Select(value => Markup.Of(
            $"<line class=\"axis\" x1=\"{(double)Left}\" x2=\"{(double)(width - Right)}\" y1=\"{Y(value)}\" y2=\"{Y(value)}\"/><text x=\"{(double)(Left - 6)}\" y=\"{Y(value) + 4}\" text-anchor=\"end\">{Figures.Short(value)}</text>"));
        var dots = points.Select((point, i) => Markup.Of($"<circle class=\"dot\" cx=\"{X(i)}\" cy=\"{Y(point.Value)}\" r=\"{(points.Count > 40 ? 2 : 3.2)}\"><title>{point.Title}</title></circle>"));
        var labels = Enumerable.Range(0, points.Count).Where(i => i % Math.Max(1, (points.Count + 7) / 8) == 0).Select(i =>
            Markup.Of($"<text x=\"{X(i)}\" y=\"{(double)(height - 5)}\" text-anchor=\"{(i == 0 ? "start" : "middle")}\">{points[i].Label}</text>"));
        return Markup.Of($"""
            <svg viewBox="0 0 {(double)width} {(double)height}" width="{(double)width}" height="{(double)height}" role="img">{ticks}<line class="base" x1="{(double)Left}" x2="{(double)(width - Right)}" y1="{Y(reference)}" y2="{Y(reference)}"/><line class="limit" x1="{(double)Left}" x2="{(double)(width - Right)}" y1="{Y(limit)}" y2="{Y(limit)}"/><path class="now line" d="{path.ToString()}"/>{dots}{labels}</svg>
            """);
    }

    private static Markup Ends(IReadOnlyList<string> labels, int width, int height) => labels.Count == 1
        ? Markup.Of($"<text x=\"0\" y=\"{(double)(height - 3)}\">{Cut(labels[0])}</text>")
        : Markup.Of($"<text x=\"0\" y=\"{(double)(height - 3)}\">{Cut(labels[0])}</text><text x=\"{(double)width}\" y=\"{(double)(height - 3)}\" text-anchor=\"end\">{Cut(labels[^1])}</text>");

    private static string Cut(string label) => label.Length > 16 ? label[..15] + "…" : label;

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
