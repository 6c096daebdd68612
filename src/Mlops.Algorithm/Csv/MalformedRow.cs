namespace Mlops.Algorithm.Csv;

/// <summary>A row that cannot be read as one.</summary>
internal readonly ref struct MalformedRow
{
    public required long Row { get; init; }

    public required string Rule { get; init; }

    public required string Message { get; init; }

    /// <summary>As it stands in the file; empty when not even that is known.</summary>
    public required ReadOnlySpan<byte> Raw { get; init; }

    /// <summary>Several lines may have been taken for one row: nobody knows how many rows the file has.</summary>
    public required bool HidesRows { get; init; }
}
