using Mlops.Algorithm.Csv;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Preparation;

/// <summary>All files as one table: the rows that could be read, sorted, and what their columns hold.</summary>
internal sealed record RawTable
{
    public required IReadOnlyList<string> Columns { get; init; }

    public required IReadOnlyList<ColumnKind> Kinds { get; init; }

    /// <summary>The classes of a binary label; null for a regression, and when the problems say why there are none.</summary>
    public BinaryClasses? Classes { get; init; }

    public required IReadOnlyList<RawRow> Rows { get; init; }
}
