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
}

[JsonConverter(typeof(CamelCaseEnum<GateDecision>))]
public enum GateDecision
{
    Passed,
    Refused,
}

/// <summary>One rule as applied: what was measured, the limit it was held against, and the outcome in a sentence.</summary>
public sealed record GateRule
{
    /// <summary><c>minimum</c>, <c>maximum</c>, <c>champion</c> or <c>measured</c>.</summary>
    public required string Rule { get; init; }

    public required string Metric { get; init; }

    /// <summary>Null when the evaluation lacks the metric.</summary>
    public double? Value { get; init; }

    public double? Limit { get; init; }

    public required bool Passed { get; init; }

    public required string Sentence { get; init; }
}
