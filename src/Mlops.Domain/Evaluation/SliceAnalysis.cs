using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Measures both models in every slice of the holdout: an average can rise while a part of it falls.</summary>
public sealed class SliceAnalysis(ModelSample challenger, ModelSample? champion, IReadOnlyList<DateTimeOffset>? times, string seed)
{
    /// <param name="metric">The deciding one, whose differences get intervals.</param>
    public SlicedColumn Of(ColumnValues column, SliceDefinition cut, SliceLimitsDefinition limits, string metric)
    {
        var groups = RowGroups.Of(column, cut, limits.MinimumRows);
        var together = limits.Confidence == 0 ? PairedBootstrap.DefaultConfidence : limits.Confidence;

        // Of twenty slices one is worse by chance at 95%: Bonferroni, so that the confidence holds for all of them at once.
        var each = 1 - ((1 - together) / Math.Max(1, groups.Count(group => group.Rows.Count >= limits.MinimumRows)));
        return new()
        {
            Column = column.Name,
            MinimumRows = limits.MinimumRows,
            Confidence = together,
            Slices = [.. groups.Select(group => Slice(group, metric, each))],
        };
    }

    /// <summary>Null without a champion, or where no slice can be compared.</summary>
    public static SliceRegression? Largest(IEnumerable<SlicedColumn> columns, string metric) => columns
        .SelectMany(column => column.Slices.Where(slice => slice.Rows >= column.MinimumRows).Select(slice => (column.Column, Slice: slice, Share: Regression(slice, metric))))
        .Where(each => each.Share is not null)
        .Select(each => new SliceRegression(each.Column, each.Slice.Value, metric, each.Share!.Value))
        .MaxBy(regression => regression.Share);

    /// <summary>By which share a slice is worse than the champion's; null when one of them was not measured.</summary>
    public static double? Regression(SliceFigures slice, string metric) =>
        slice.Challenger.TryGetValue(metric, out var value) && slice.Champion?.TryGetValue(metric, out var reference) == true
            ? MetricDirection.Loss(metric, reference, value)
            : null;

    private SliceFigures Slice(RowGroup group, string metric, double confidence)
    {
        var (own, other) = (challenger.At(group.Rows), champion?.At(group.Rows));
        var (measured, reason) = Measure(own);
        return new()
        {
            Value = group.Value,
            Rows = group.Rows.Count,
            Challenger = measured,
            Champion = other is null ? null : Measure(other).Metrics,
            Difference = reason is null && other is not null ? Difference(own, other, group.Rows, metric, confidence) : null,
            Reason = reason,
        };
    }

    private MetricDifference? Difference(ModelSample own, ModelSample other, IReadOnlyList<int> rows, string metric, double confidence)
    {
        var units = ResampleUnits.Of(times is null ? null : [.. rows.Select(row => times[row])], rows.Count);
        return PairedBootstrap.Problem(units) is null ? PairedBootstrap.Of(own, other, units, confidence, seed, metric).GetValueOrDefault(metric) : null;
    }

    private static (IReadOnlyDictionary<string, double> Metrics, string? Reason) Measure(ModelSample sample) => Result(sample) switch
    {
        MetricsResult.Measured measured => (measured.Metrics, null),
        MetricsResult.Undefined undefined => (new Dictionary<string, double>(), undefined.Reason),
        var unknown => throw new InvalidOperationException($"Unknown result {unknown}."),
    };

    private static MetricsResult Result(ModelSample sample)
    {
        if (sample.Threshold is { } threshold)
        {
            return BinaryMetrics.Of(sample.Labels, sample.Predictions, threshold);
        }

        var metrics = new RegressionMetrics();
        for (var row = 0; row < sample.Rows; row++)
        {
            metrics.Add(sample.Labels[row], sample.Predictions[row]);
        }

        return metrics.Result();
    }
}
