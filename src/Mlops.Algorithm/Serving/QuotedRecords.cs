using CsvHelper;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Serving;

/// <summary>Reads any CSV; malformed quoting becomes a problem of the request.</summary>
internal sealed class QuotedRecords(ReadOnlyMemory<byte> body, RequestRows batch) : IRecords, IDisposable
{
    private readonly CsvReader _reader = CsvReader.Create(body, CsvTable.Options(
        hasHeader: false,
        record => batch.AddProblem($"line {record.RecordNumber} {CsvTable.Describe(record.Reason)}")));

    public int FieldCount => _reader.FieldCount;

    public ReadOnlySpan<byte> this[int field] => _reader.GetSpan(field);

    public bool Read() => _reader.Read();

    public void Dispose() => _reader.Dispose();
}
