using System.Globalization;
using Mlops.Algorithm.Reporting;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Evaluating;

/// <summary>Whether probabilities come true: the curve of what was said against what came true, and its figures.</summary>
internal static class CalibrationSection
{
    private const int Side = 320, Margin = 36;

    public static Markup Render(EvaluationReport report)
    {
        if (report.Challenger.Classification is not { } challenger)
        {
            return Markup.Empty;
        }

        var champion = report.Champion?.Classification;
        var note = $"Tenths of the probability of '{challenger.Positive}': what was said on average, and the share that came true. On the diagonal both are equal.";
        var figures = ReportPage.Table(["", "#challenger", "#champion"],
        [
            Row("calibration error (0 is best)", report.Challenger.Metrics.GetValueOrDefault(BinaryMetrics.CalibrationError), report.Champion?.Metrics.GetValueOrDefault(BinaryMetrics.CalibrationError)),
            Row("in the large: mean probability less share of positives (0)", challenger.Fit?.InTheLarge, champion?.Fit?.InTheLarge),
            Row("slope (1; below it too extreme)", challenger.Fit?.Slope, champion?.Fit?.Slope),
            Row("intercept (0)", challenger.Fit?.Intercept, champion?.Fit?.Intercept),
        ]);
        return ReportPage.Section("Calibration", note, Markup.Of($"{EvaluationPage.ColourKey(champion is not null)}{Curve(challenger, champion)}{figures}"));
    }

    private static Markup Curve(ClassificationReport challenger, ClassificationReport? champion)
    {
        const double End = Side - 10;
        var ticks = new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(tick => Markup.Of(
            $"<line class=\"axis\" x1=\"{(double)Margin}\" x2=\"{End}\" y1=\"{Y(tick)}\" y2=\"{Y(tick)}\"/><text x=\"{(double)(Margin - 6)}\" y=\"{Y(tick) + 4}\" text-anchor=\"end\">{Figures.Short(tick)}</text><text x=\"{X(tick)}\" y=\"{(double)(Side - 12)}\" text-anchor=\"middle\">{Figures.Short(tick)}</text>"));
        var old = champion is null ? Markup.Empty : Markup.Of($"<path class=\"then line\" d=\"{Path(champion)}\"/>");
        var dots = challenger.Calibration.Select(bin => Markup.Of(
            $"<circle class=\"dot\" cx=\"{X(bin.MeanProbability)}\" cy=\"{Y(bin.PositiveShare)}\" r=\"3.2\"><title>{Figures.Share(bin.MeanProbability)} said, {Figures.Share(bin.PositiveShare)} came true, {Figures.Count(bin.Rows, "row")}</title></circle>"));
        return Markup.Of($"<svg viewBox=\"0 0 {(double)Side} {(double)Side}\" width=\"{(double)Side}\" height=\"{(double)Side}\" role=\"img\">{ticks}<line class=\"base\" x1=\"{X(0)}\" y1=\"{Y(0)}\" x2=\"{X(1)}\" y2=\"{Y(1)}\"/>{old}<path class=\"now line\" d=\"{Path(challenger)}\"/>{dots}</svg>");
    }

    private static string Path(ClassificationReport classes) => string.Concat(classes.Calibration.Index().Select(bin =>
        string.Create(CultureInfo.InvariantCulture, $"{(bin.Index == 0 ? 'M' : 'L')}{X(bin.Item.MeanProbability):0.##} {Y(bin.Item.PositiveShare):0.##}")));

    private static double X(double share) => Margin + (share * (Side - Margin - 10));

    private static double Y(double share) => Side - Margin + 8 - (share * (Side - Margin - 10));

    private static Markup Row(string name, double? challenger, double? champion) =>
        Markup.Of($"<tr><td class=\"name\">{name}</td><td class=\"n\">{Figures.Short(challenger)}</td><td class=\"n\">{Figures.Short(champion)}</td></tr>\n");
}
