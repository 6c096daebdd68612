using System.Text.Json.Serialization;

namespace Mlops.Domain.Evaluation;

/// <summary>The models measured apart by the values of one column.</summary>
public sealed record SlicedColumn
{
    public required string Column { get; init; }

    /// <summary>With fewer rows a slice is reported, not judged.</summary>
    public required int MinimumRows { get; init; }

    /// <summary>How sure the intervals of the judged slices are, all of them together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Confidence { get; init; }

    public required IReadOnlyList<SliceFigures> Slices { get; init; }
}

/// <summary>One slice: its rows, and both models measured on them.</summary>
public sealed record SliceFigures
{
    public required string Value { get; init; }

    public required int Rows { get; init; }

    /// <summary>By metric name; empty when the rows cannot be measured.</summary>
    public required IReadOnlyDictionary<string, double> Challenger { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Champion { get; init; }

    /// <summary>The deciding metric's difference with its paired interval; null without a champion, or with too few rows for an interval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MetricDifference? Difference { get; init; }

    /// <summary>Why the rows cannot be measured; null when they can.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}

/// <summary>The slice that became worse the most, of those with enough rows.</summary>
/// <param name="Share">Of the champion's value for an error, of what it has beyond guessing for the others; of r2 as it is. Above 0 is worse.</param>
public sealed record SliceRegression(string Column, string Value, string Metric, double Share);
