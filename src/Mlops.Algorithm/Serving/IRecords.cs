namespace Mlops.Algorithm.Serving;

/// <summary>The records of a CSV body, one after the other. Spans live until the next record.</summary>
internal interface IRecords
{
    int FieldCount { get; }

    ReadOnlySpan<byte> this[int field] { get; }

    bool Read();
}
