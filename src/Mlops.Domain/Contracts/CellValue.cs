namespace Mlops.Domain.Contracts;

/// <summary>One value as a reader understood it: missing, of the column's type or not, and its number where it has one (seconds since 1970 for times, so that they compare).</summary>
public readonly ref struct CellValue
{
    public required ReadOnlySpan<byte> Utf8 { get; init; }

    public required bool IsMissing { get; init; }

    /// <summary>Meaningless when the value is missing.</summary>
    public required bool IsOfType { get; init; }

    /// <summary>Not a number where the value has none.</summary>
    public required double Number { get; init; }
}
