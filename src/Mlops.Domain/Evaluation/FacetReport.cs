using System.Text.Json.Serialization;

namespace Mlops.Domain.Evaluation;

/// <summary>How differently the models treat the groups of a sensitive column.</summary>
public sealed record FacetReport
{
    public required string Column { get; init; }

    /// <summary>With fewer rows a value is no group.</summary>
    public required int MinimumRows { get; init; }

    /// <summary>Why nothing can be told; null when it can.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    public required FacetFigures Challenger { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FacetFigures? Champion { get; init; }
}

/// <summary>One model's differences between the groups. Null where fewer than two groups have a figure.</summary>
public sealed record FacetFigures
{
    /// <summary>The largest share said to be positive less the smallest.</summary>
    public double? DemographicParityDifference { get; init; }

    /// <summary>The smallest of those shares divided by the largest.</summary>
    public double? DemographicParityRatio { get; init; }

    /// <summary>The larger of the ranges of true and of false positive rates.</summary>
    public double? EqualizedOddsDifference { get; init; }

    public required IReadOnlyList<FacetGroup> Groups { get; init; }
}

/// <summary>One group. <c>Dpl</c> and <c>Dppl</c> are SageMaker Clarify's: the share of all other rows less that of the group, of labels and of what is said.</summary>
public sealed record FacetGroup
{
    public required string Value { get; init; }

    public required int Rows { get; init; }

    /// <summary>The share of rows that are positive.</summary>
    public required double PositiveShare { get; init; }

    /// <summary>The share of rows that are said to be positive.</summary>
    public required double PredictedPositiveShare { get; init; }

    /// <summary>Of the positive rows the share that is said to be; null without any.</summary>
    public double? TruePositiveRate { get; init; }

    /// <summary>Of the negative rows the share that is said to be positive; null without any.</summary>
    public double? FalsePositiveRate { get; init; }

    public double? Dpl { get; init; }

    public double? Dppl { get; init; }
}
