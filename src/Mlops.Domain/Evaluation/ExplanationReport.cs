using System.Text.Json.Serialization;

namespace Mlops.Domain.Evaluation;

/// <summary>What the models rest on: how much each raw column moves their answers, by TreeSHAP.</summary>
public sealed record ExplanationReport
{
    /// <summary>How many rows of the holdout were explained.</summary>
    public required int Rows { get; init; }

    /// <summary>Every column that the challenger reads, the most important first.</summary>
    public required IReadOnlyList<ColumnImportance> Challenger { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ColumnImportance>? Champion { get; init; }
}

/// <summary>The mean of |SHAP| of a column (log-odds for classes, the label's unit for numbers), and its share of that of all columns.</summary>
public sealed record ColumnImportance(string Column, double Share, double MeanAbsolute)
{
    /// <summary>Importances of sums of |SHAP|, one a column.</summary>
    public static IReadOnlyList<ColumnImportance> Of(IReadOnlyList<string> columns, IReadOnlyList<double> sums, int rows)
    {
        var all = sums.Sum();
        return [.. columns.Zip(sums, (column, sum) => new ColumnImportance(column, all == 0 ? 0 : sum / all, rows == 0 ? 0 : sum / rows))
            .OrderByDescending(importance => importance.Share).ThenBy(importance => importance.Column, StringComparer.Ordinal)];
    }
}
