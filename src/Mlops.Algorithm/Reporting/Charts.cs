using System.Globalization;
using System.Text;

namespace Mlops.Algorithm.Reporting;

/// <summary>Small pictures as inline SVG.</summary>
internal static class Charts
{
    private const int MostPairs = 8;

    /// <summary>Reference and current shares: side by side where there are few bins, else as an outline over an area.</summary>
    public static Markup Bars(Histogram histogram, int width, int height)
    {
        const int Foot = 16;
        var bins = histogram.Reference.Count;
        if (bins == 0 || histogram.Largest <= 0)
        {
            return Markup.Of($"<span class=\"soft\">no values</span>");
        }

        var (slot, plot) = ((double)width / bins, height - Foot);
        double Bar(double share) => (plot - 2) * share / histogram.Largest;
        var isPaired = bins <= MostPairs;
        var bars = Enumerable.Range(0, bins).Select(i =>
        {
            var (then, now) = (Bar(histogram.Reference[i]), Bar(histogram.Current[i]));
            var (bar, gap) = isPaired ? (slot * 0.42, slot * 0.06) : (slot - 1, 0.5);
            var second = isPaired ? Markup.Of($"<rect class=\"now\" x=\"{(i * slot) + gap + bar}\" y=\"{plot - now}\" width=\"{bar}\" height=\"{now}\"/>") : Markup.Empty;
            return Markup.Of($"<g><title>{histogram.Labels[i]}: was {Figures.Share(histogram.Reference[i])}, is {Figures.Share(histogram.Current[i])}</title><rect class=\"then\" x=\"{(i * slot) + gap}\" y=\"{plot - then}\" width=\"{bar}\" height=\"{then}\"/>{second}</g>");
        });
        var outline = isPaired ? Markup.Empty : Markup.Of($"<path class=\"now line\" d=\"{Steps(histogram.Current, slot, plot, Bar)}\"/>");
        return Markup.Of($"<svg viewBox=\"0 0 {(double)width} {(double)height}\" width=\"{(double)width}\" height=\"{(double)height}\" role=\"img\"><line class=\"axis\" x1=\"0\" x2=\"{(double)width}\" y1=\"{(double)plot}\" y2=\"{(double)plot}\"/>{bars}{outline}{Ends(histogram.Labels, width, height)}</svg>");
    }

    /// <summary>Values over time with a line for what they were, and one for what they may be.</summary>
    public static Markup Line(IReadOnlyList<(string Label, string Title, double Value)> points, double reference, double limit, int width, int height)
    {
        const int Left = 46, Right = 12, Top = 10, Foot = 20;
        var largest = Math.Max(points.Max(point => point.Value), Math.Max(reference, limit));
        var step = Step(largest / 4);
        var top = Math.Max(1, Math.Ceiling(largest / step)) * step;
        double X(int i) => points.Count == 1 ? Left + ((width - Left - Right) / 2.0) : Left + ((double)(width - Left - Right) * i / (points.Count - 1));
        double Y(double value) => Top + ((height - Top - Foot) * (1 - (value / top)));

        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            path.Append(i == 0 ? 'M' : 'L').Append(Text(X(i))).Append(' ').Append(Text(Y(points[i].Value)));
        }

        var ticks = Enumerable.Range(0, (int)Math.Round(top / step) + 1).Select(i => i * step).Select(value => Markup.Of(
            $"<line class=\"axis\" x1=\"{(double)Left}\" x2=\"{(double)(width - Right)}\" y1=\"{Y(value)}\" y2=\"{Y(value)}\"/><text x=\"{(double)(Left - 6)}\" y=\"{Y(value) + 4}\" text-anchor=\"end\">{Figures.Short(value)}</text>"));
        var dots = points.Select((point, i) => Markup.Of($"<circle class=\"dot\" cx=\"{X(i)}\" cy=\"{Y(point.Value)}\" r=\"{(points.Count > 40 ? 2 : 3.2)}\"><title>{point.Title}</title></circle>"));
        var labels = Enumerable.Range(0, points.Count).Where(i => i % Math.Max(1, (points.Count + 7) / 8) == 0).Select(i =>
            Markup.Of($"<text x=\"{X(i)}\" y=\"{(double)(height - 5)}\" text-anchor=\"{(i == 0 ? "start" : i == points.Count - 1 ? "end" : "middle")}\">{points[i].Label}</text>"));
        return Markup.Of($"""
            <svg viewBox="0 0 {(double)width} {(double)height}" width="{(double)width}" height="{(double)height}" role="img">{ticks}<line class="base" x1="{(double)Left}" x2="{(double)(width - Right)}" y1="{Y(reference)}" y2="{Y(reference)}"/><line class="limit" x1="{(double)Left}" x2="{(double)(width - Right)}" y1="{Y(limit)}" y2="{Y(limit)}"/><path class="now line" d="{path.ToString()}"/>{dots}{labels}</svg>
            """);
    }

    private static Markup Ends(IReadOnlyList<string> labels, int width, int height) => labels.Count == 1
        ? Markup.Of($"<text x=\"0\" y=\"{(double)(height - 3)}\">{Cut(labels[0])}</text>")
        : Markup.Of($"<text x=\"0\" y=\"{(double)(height - 3)}\">{Cut(labels[0])}</text><text x=\"{(double)width}\" y=\"{(double)(height - 3)}\" text-anchor=\"end\">{Cut(labels[^1])}</text>");

    private static string Steps(IReadOnlyList<double> shares, double slot, double plot, Func<double, double> height)
    {
        var path = new StringBuilder("M0 ").Append(Text(plot));
        for (var i = 0; i < shares.Count; i++)
        {
            path.Append('V').Append(Text(plot - height(shares[i]))).Append('H').Append(Text((i + 1) * slot));
        }

        return path.Append('V').Append(Text(plot)).ToString();
    }

    // 1, 2 or 5 times a power of ten: what people read off an axis.
    private static double Step(double least)
    {
        if (least <= 0 || !double.IsFinite(least))
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (least / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }

    private static string Cut(string label) => label.Length > 16 ? label[..15] + "…" : label;

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
