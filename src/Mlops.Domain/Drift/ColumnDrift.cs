using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Drift;

/// <summary>How one column differs between the reference and now.</summary>
public sealed record ColumnDrift
{
    public required string Name { get; init; }

    public required ProfileKind Kind { get; init; }

    public required ColumnStatus Status { get; init; }

    /// <summary>Rows now, missing values included.</summary>
    public required long RowsCurrent { get; init; }

    /// <summary>Effective rows of the reference, missing values included.</summary>
    public required long RowsReference { get; init; }

    /// <summary>The largest effect as a multiple of its threshold, of the broken tests if there are any.</summary>
    public required double Severity { get; init; }

    public required IReadOnlyList<DriftTest> Tests { get; init; }

    /// <summary>In plain words, what is wrong or that nothing is.</summary>
    public required string Sentence { get; init; }
}

[JsonConverter(typeof(KebabCaseEnum<ColumnStatus>))]
public enum ColumnStatus
{
    Stable,
    Drifted,

    /// <summary>Too few rows on one side to say anything.</summary>
    NotEnoughRows,

    /// <summary>Numeric on one side and categorical on the other.</summary>
    NotComparable,
}
