using System.Text.Json.Serialization;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Drift;

/// <summary>Whether rows differ from a reference by more than chance, column by column, and in a sentence.</summary>
public sealed record DriftAnalysis
{
    public required DriftVerdict Verdict { get; init; }

    /// <summary>The verdict in plain words.</summary>
    public required string Sentence { get; init; }

    public required long RowsCurrent { get; init; }

    /// <summary>Effective rows of the reference as it was weighted.</summary>
    public required long RowsReference { get; init; }

    /// <summary>True when only the months of the current rows were compared with.</summary>
    public required bool SameSeason { get; init; }

    /// <summary>Why the whole reference was compared with; null when the season was matched.</summary>
    public string? SeasonReason { get; init; }

    /// <summary>Features, the most drifted first.</summary>
    public required IReadOnlyList<ColumnDrift> Columns { get; init; }

    public required int DriftedFeatures { get; init; }

    /// <summary>Drifted features as a share of those that could be judged.</summary>
    public required double DriftedShare { get; init; }

    /// <summary>The predictions, compared with those for the reference or else with its labels; null when either side has none.</summary>
    public ColumnDrift? Predictions { get; init; }

    /// <summary>Compares features by name and the predictions, with the reference mixed to the current rows' months.</summary>
    public static DriftAnalysis Compare(BaselineProfile reference, BaselineProfile current, DriftDefinition thresholds)
    {
        var season = reference.Season(current.MonthWeights(), thresholds.MinimumRows);
        var now = current.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var features = reference.Columns
            .Select(column => ColumnComparison.Of(season, column, now.GetValueOrDefault(column.Name) ?? Absent(column, current), thresholds)).ToList();
        var predictions = (reference.Predictions ?? reference.Label) is { } before && current.Predictions is { } predicted
            ? ColumnComparison.Of(PredictionSeason(reference, current, thresholds) ?? season, before with { Name = predicted.Name }, predicted, thresholds)
            : null;
        var judged = Judge(predictions is null ? features : [.. features, predictions], thresholds.Significance);
        return Conclude(season, current.Rows, judged[..features.Count], predictions is null ? null : judged[^1]);
    }

    // Predictions may be of fewer months than the features: those of a holdout.
    private static SeasonReference? PredictionSeason(BaselineProfile reference, BaselineProfile current, DriftDefinition thresholds) => reference.Predictions is { } predictions
        ? SeasonReference.Of(reference with { Rows = predictions.Months.Sum(Rows), Months = [.. predictions.Months.Select(month => new MonthRows(month.Month, Rows(month)))] }, current.MonthWeights(), thresholds.MinimumRows)
        : null;

    private static long Rows(ColumnMonth month) => month.Count + month.Missing;

    private static List<ColumnDrift> Judge(List<ColumnComparison> comparisons, double significance)
    {
        var adjusted = new Queue<double>(Holm.Adjust([.. comparisons.SelectMany(comparison => comparison.Tests).Select(test => test.PValue).OfType<double>()]));
        return [.. comparisons.Select(comparison =>
            comparison.Conclude([.. comparison.Tests.Select(test => test.PValue is null ? test : test.Judge(adjusted.Dequeue(), significance))]))];
    }

    private static DriftAnalysis Conclude(SeasonReference season, long rows, List<ColumnDrift> columns, ColumnDrift? predictions)
    {
        var drifted = columns.Count(column => column.Status == ColumnStatus.Drifted);
        var judged = columns.Count(column => column.Status is ColumnStatus.Drifted or ColumnStatus.Stable);
        var verdict = drifted > 0 || predictions?.Status == ColumnStatus.Drifted ? DriftVerdict.Drifted
            : judged > 0 || predictions?.Status == ColumnStatus.Stable ? DriftVerdict.Stable : DriftVerdict.NotEnoughRows;
        List<ColumnDrift> sorted = [.. columns.OrderByDescending(column => column.Status == ColumnStatus.Drifted).ThenByDescending(column => column.Severity).ThenBy(column => column.Name, StringComparer.Ordinal)];
        return new DriftAnalysis
        {
            Verdict = verdict,
            Sentence = DriftSentence.Of(verdict, sorted, judged, predictions, rows, season),
            RowsCurrent = rows,
            RowsReference = (long)Math.Round(season.EffectiveRows),
            SameSeason = season.SameSeason,
            SeasonReason = season.Reason,
            Columns = sorted,
            DriftedFeatures = drifted,
            DriftedShare = judged > 0 ? (double)drifted / judged : 0,
            Predictions = predictions,
        };
    }

    // A feature that no request carries is missing in all of them.
    private static ColumnBaseline Absent(ColumnBaseline column, BaselineProfile current) => column with
    {
        Months = [.. current.Months.Select(month => new ColumnMonth
        {
            Month = month.Month,
            Count = 0,
            Missing = month.Rows,
            Numbers = column.Kind == ProfileKind.Numeric ? QuantileSketch.Empty : null,
            Categories = column.Kind == ProfileKind.Categorical ? CategoryCounts.Empty : null,
        })],
    };
}

[JsonConverter(typeof(KebabCaseEnum<DriftVerdict>))]
public enum DriftVerdict
{
    Stable,
    Drifted,

    /// <summary>No column had enough rows to be judged.</summary>
    NotEnoughRows,
}
