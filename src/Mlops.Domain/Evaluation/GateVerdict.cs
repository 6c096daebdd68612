using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Evaluation;

/// <summary><c>gate.json</c>: may the challenger replace the champion, and why.</summary>
public sealed record GateVerdict
{
    public required GateDecision Verdict { get; init; }

    /// <summary>In plain words: what refused it, or when it passed what it was held against.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<GateRule> Rules { get; init; }

    /// <summary>The challenger's metrics.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The challenger's model hash.</summary>
    public required string Model { get; init; }

    /// <summary>Who asked for the model to pass all the same, and whether that was for this model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppliedOverride? Override { get; init; }
}

[JsonConverter(typeof(CamelCaseEnum<GateDecision>))]
public enum GateDecision
{
    Passed,
    Refused,

    /// <summary>Rules refused it, and a person let exactly this model through.</summary>
    Overridden,
}

/// <summary>One rule as applied: what was measured, the limit it was held against, and the outcome in a sentence.</summary>
public sealed record GateRule
{
    /// <summary><c>minimum</c>, <c>maximum</c>, <c>champion</c>, <c>measured</c>, <c>sliceMeasured</c>, <c>sliceMinimum</c>, <c>sliceMaximum</c>, <c>sliceRegression</c>, <c>bias</c>, <c>calibration</c> or <c>explanation</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What was measured: a metric, or a figure such as <c>demographicParityDifference</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The column of a rule on slices, groups or importance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Column { get; init; }

    /// <summary>The slice or group that the value is of: the worst one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Slice { get; init; }

    /// <summary>Null when the evaluation lacks the metric.</summary>
    public double? Value { get; init; }

    public double? Limit { get; init; }

    /// <summary>Between which values it lies beside the champion's; null where no interval was measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GateInterval? Interval { get; init; }

    public required bool Passed { get; init; }

    public required string Sentence { get; init; }
}

/// <summary>An interval in the units of the rule's value.</summary>
public sealed record GateInterval(double Lower, double Upper, double Confidence);
