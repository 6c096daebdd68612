namespace Mlops.Algorithm.Csv;

/// <summary>What a column holds: numbers, one of some texts, or the time of the event.</summary>
internal enum ColumnKind
{
    Numeric,
    Categorical,
    Time,
}
