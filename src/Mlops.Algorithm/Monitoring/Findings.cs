using System.Text.Json.Serialization;

namespace Mlops.Algorithm.Monitoring;

/// <summary><c>findings.json</c>: what the Monitor machine acts on; it stays small because it becomes state data.</summary>
internal sealed record Findings
{
    public required string Monitor { get; init; }

    public required string Run { get; init; }

    public required long Rows { get; init; }

    public required long RowsWithTruth { get; init; }

    public required bool Drift { get; init; }

    /// <summary>What was found, in sentences; the reasons for the drift when there is any.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>PutMetricData's MetricData.</summary>
    public required IReadOnlyList<MetricDatum> Metrics { get; init; }
}

/// <summary>A MetricDatum as PutMetricData takes it.</summary>
internal sealed record MetricDatum
{
    [JsonPropertyName("MetricName")]
    public required string MetricName { get; init; }

    [JsonPropertyName("Value")]
    public required double Value { get; init; }

    [JsonPropertyName("Unit")]
    public required string Unit { get; init; }

    [JsonPropertyName("Dimensions")]
    public required IReadOnlyList<MetricDimension> Dimensions { get; init; }
}

internal sealed record MetricDimension
{
    [JsonPropertyName("Name")]
    public required string Name { get; init; }

    [JsonPropertyName("Value")]
    public required string Value { get; init; }
}
