using System.Text.Json.Serialization;

namespace Mlops.Domain.Pipelines;

/// <summary>What must hold in every slice of the holdout, not only on average.</summary>
public sealed record SliceLimitsDefinition
{
    /// <summary>The columns of <c>problem.slices</c> that count; empty is all of them.</summary>
    public IReadOnlyList<string> Columns { get; init => field = value ?? []; } = [];

    /// <summary>Values with fewer rows are put together, and what is left with fewer is reported but not judged.</summary>
    public int MinimumRows { get; init; } = 100;

    /// <summary>By how much the deciding metric may be worse than the champion's in any slice: an error by a share of itself, r2 by so much, the others by a share of what they have beyond guessing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaximumRegression { get; init; }

    /// <summary>How sure it must be that a slice became worse at all before its regression refuses a model, over all slices of a column together; 0 judges by the value alone.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Absolute limits by metric name that the challenger keeps in every slice.</summary>
    public IReadOnlyDictionary<string, ThresholdDefinition> Thresholds { get; init => field = value ?? new Dictionary<string, ThresholdDefinition>(); } = new Dictionary<string, ThresholdDefinition>();
}

/// <summary>How differently a classifier may treat groups of rows: the values of sensitive columns.</summary>
public sealed record BiasLimitsDefinition
{
    /// <summary>The sensitive columns, such as <c>sex</c> or <c>region</c>. Numbers are cut as <c>problem.slices</c> says, or into quartiles.</summary>
    public IReadOnlyList<string> Columns { get; init => field = value ?? []; } = [];

    /// <summary>Values with fewer rows are put together, and what is left with fewer is no group.</summary>
    public int MinimumRows { get; init; } = 100;

    /// <summary>The largest difference of the shares that are said to be positive, between any two groups.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaximumDemographicParityDifference { get; init; }

    /// <summary>The smallest of those shares divided by the largest; 0.8 is the four-fifths rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MinimumDemographicParityRatio { get; init; }

    /// <summary>The largest difference of the true positive rates, or of the false positive rates, between any two groups.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaximumEqualizedOddsDifference { get; init; }

    /// <summary>The largest DPPL of SageMaker Clarify without its sign: the share said to be positive of all other rows, less that of a group.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaximumDifferenceInPositiveProportions { get; init; }
}

/// <summary>Whether a classifier's probabilities come true.</summary>
public sealed record CalibrationLimitsDefinition
{
    /// <summary>The expected calibration error over tenths of the probabilities.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaximumError { get; init; }

    /// <summary>By how much the mean probability may miss the share of positive rows (calibration-in-the-large), up or down.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaximumInTheLarge { get; init; }

    /// <summary>The calibration slope is 1 when the log-odds are right; below it they are too extreme.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MinimumSlope { get; init; }

    /// <summary>Above 1 the log-odds are too timid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaximumSlope { get; init; }
}

/// <summary>What a model may rest on.</summary>
public sealed record ExplanationLimitsDefinition
{
    /// <summary>Columns that must not decide, each with the largest share of the importance (mean |SHAP|) that it may have.</summary>
    public IReadOnlyDictionary<string, double> MustNotMatter { get; init => field = value ?? new Dictionary<string, double>(); } = new Dictionary<string, double>();
}
