using Mlops.Algorithm.Reporting;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary>Two classes in the requests: every metric then and now, whom the model took for whom, and whether its probabilities come true.</summary>
internal static class ClassesSection
{
    public static Markup Render(MonitorReport report, EvaluationReport evaluation)
    {
        if (report.Classes is not { } classes || evaluation.Challenger.Classification is not { } holdout)
        {
            return Markup.Empty;
        }

        var note = $"{classes.Sentence} From a probability of {Figures.Short(classes.Threshold)} on a row is said to be '{classes.Positive}'.";
        return ReportPage.Section("Classes", note, Markup.Of($"{Metrics(classes, evaluation.Challenger.Metrics)}{Confusion(holdout, classes.Now)}{Calibration(holdout, classes.Now)}"));
    }

    private static Markup Metrics(ClassesNow classes, IReadOnlyDictionary<string, double> holdout)
    {
        var rows = BinaryMetrics.Names.Where(holdout.ContainsKey).Select(name => Markup.Of(
            $"<tr><td class=\"name\">{name}</td><td>{(MetricDirection.LowerIsBetter(name) ? "lower is better" : "higher is better")}</td><td class=\"n\">{Figures.Short(holdout[name])}</td><td class=\"n\">{Figures.Short(classes.Metrics?.GetValueOrDefault(name))}</td></tr>\n"));
        return ReportPage.Table(["metric", "", "#holdout", "#now"], rows);
    }

    private static Markup Confusion(ClassificationReport holdout, ClassificationReport? now)
    {
        Markup Row(string words, Func<ConfusionMatrix, long> count) => Markup.Of(
            $"<tr><td>{words}</td><td class=\"n\">{count(holdout.Confusion)}</td><td class=\"n\">{(now is null ? "–" : Figures.Count(count(now.Confusion)))}</td></tr>\n");
        var (positive, negative) = (holdout.Positive, holdout.Negative);
        return ReportPage.Table(["rows", "#holdout", "#now"],
        [
            Row($"'{positive}', and said so", matrix => matrix.TruePositive),
            Row($"'{positive}', taken for '{negative}'", matrix => matrix.FalseNegative),
            Row($"'{negative}', taken for '{positive}'", matrix => matrix.FalsePositive),
            Row($"'{negative}', and said so", matrix => matrix.TrueNegative),
        ]);
    }

    private static Markup Calibration(ClassificationReport holdout, ClassificationReport? now)
    {
        Markup Row(string when, CalibrationBin bin) => Markup.Of(
            $"<tr><td>{when}</td><td class=\"n\">{Figures.Share(bin.MeanProbability)}</td><td class=\"n\">{Figures.Share(bin.PositiveShare)}</td><td class=\"n\">{bin.Rows}</td></tr>\n");
        return ReportPage.Table(
            ["probabilities by tenths", "#said on average", "#came true", "#rows"],
            [.. holdout.Calibration.Select(bin => Row("holdout", bin)), .. (now?.Calibration ?? []).Select(bin => Row("now", bin))]);
    }
}
