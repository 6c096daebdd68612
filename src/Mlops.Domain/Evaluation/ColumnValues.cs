namespace Mlops.Domain.Evaluation;

/// <summary>A raw column of the holdout, row by row.</summary>
/// <param name="Name">As the data has it.</param>
/// <param name="Texts">The values as they are written; empty where there is none.</param>
/// <param name="Numbers">NaN where there is none; null for a column with texts.</param>
public sealed record ColumnValues(string Name, IReadOnlyList<string> Texts, IReadOnlyList<double>? Numbers);
