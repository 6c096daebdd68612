using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>No slice may be much worse than the champion's. Small slices differ by chance, so that a regression counts only once it is sure that the slice became worse at all.</summary>
internal static class SliceRegressionGate
{
    public static GateRule Rule(SlicedColumn column, string metric, double limit, double confidence)
    {
        var found = column.Slices.Where(slice => slice.Rows >= column.MinimumRows)
            .Select(slice => (Slice: slice, Share: SliceAnalysis.Regression(slice, metric))).Where(each => each.Share is not null)
            .Select(each => new Regression(each.Slice, each.Share!.Value, Beyond: each.Share > limit, Chance: IsChance(each.Slice, metric, confidence))).ToList();
        if (found.Count == 0)
        {
            return SliceGate.NothingJudged("sliceRegression", column, metric, limit);
        }

        // What refuses comes before what is larger, but may be chance.
        var ordered = found.OrderByDescending(each => each.Refuses).ThenByDescending(each => each.Share).ToList();
        var worst = ordered[0];
        if (!worst.Refuses && SliceGate.NotMeasured("sliceRegression", column, metric, limit, slice => SliceAnalysis.Regression(slice, metric) is not null) is { } unknown)
        {
            return unknown;
        }

        var reference = worst.Slice.Champion![metric];
        return new()
        {
            Rule = "sliceRegression",
            Metric = metric,
            Column = column.Column,
            Slice = worst.Slice.Value,
            Value = worst.Share,
            Limit = limit,
            Interval = worst.Slice.Difference is { } difference ? Shares(metric, reference, difference, column.Confidence ?? PairedBootstrap.DefaultConfidence) : null,
            Passed = !worst.Refuses,
            Sentence = Sentence(column, metric, limit, worst, found.Count) + SliceGate.Also(ordered.Skip(1).Where(each => each.Refuses).Select(each => $"{each.Slice.Value} is worse by {GateWords.Share(each.Share)}")),
        };
    }

    private static string Sentence(SlicedColumn column, string metric, double limit, Regression worst, int slices)
    {
        var slice = worst.Slice;
        var fact = $"{metric} is {GateWords.Figure(slice.Challenger[metric])} where {column.Column} is {slice.Value} ({GateWords.Count(slice.Rows, "row")}) and the champion's is {GateWords.Figure(slice.Champion![metric])}";
        var told = slice.Difference is { } difference ? $" ({GateWords.Sure(column.Confidence, slices, difference.Lower, difference.Upper)})" : "";
        return worst switch
        {
            { Refuses: true } => $"{fact}: worse by {GateWords.Share(worst.Share)}{told} where {GateWords.Share(limit)} is allowed: refused.",
            { Beyond: true } => $"{fact}: worse by {GateWords.Share(worst.Share)} where {GateWords.Share(limit)} is allowed, which may be chance{told}: passed.",
            { Share: > 0 } => $"{fact}: worse by {GateWords.Share(worst.Share)}, the most of {GateWords.Count(slices, "slice")}, where {GateWords.Share(limit)} is allowed: passed.",
            _ => $"{metric} became worse in none of {GateWords.Count(slices, "slice")} of {column.Column}: passed.",
        };
    }

    private static bool IsChance(SliceFigures slice, string metric, double confidence) =>
        confidence > 0 && (slice.Difference is not { } difference ? slice.Rows < ResampleUnits.Fewest
            : MetricDirection.LowerIsBetter(metric) ? difference.Lower <= 0
            : difference.Upper >= 0);

    private static GateInterval Shares(string metric, double reference, MetricDifference difference, double confidence)
    {
        var (one, other) = (MetricDirection.Loss(metric, reference, reference + difference.Lower), MetricDirection.Loss(metric, reference, reference + difference.Upper));
        return new(Math.Min(one, other), Math.Max(one, other), confidence);
    }

    private sealed record Regression(SliceFigures Slice, double Share, bool Beyond, bool Chance)
    {
        public bool Refuses => Beyond && !Chance;
    }
}
