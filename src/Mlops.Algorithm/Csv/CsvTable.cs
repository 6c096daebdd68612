using System.Text;
using CsvHelper;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Csv;

/// <summary>
/// Reads one CSV table (RFC 4180, UTF-8 or a byte order mark's encoding, header required) record by record.
/// Whatever is malformed becomes a located problem; nothing about the content throws. Spans live until the next read.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const int LargestRecord = 1 << 20;

    private readonly CsvReader _reader;
    private readonly ProblemLog _problems;
    private readonly Action<MalformedRow>? _passOver;
    private readonly HashSet<long> _misquoted = [];

    private CsvTable(Stream stream, string file, ProblemLog problems, Action<MalformedRow>? passOver)
    {
        File = file;
        _problems = problems;
        _passOver = passOver;
        _reader = CsvReader.Create(stream, Options(hasHeader: true, ReportMalformed), leaveOpen: false);
    }

    public string File { get; }

    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The 1-based number of the current row; the header is row 1.</summary>
    public long Row => _reader.RowNumber + 1;

    /// <summary>True once a row was passed over or mended: those after it may not be where they were written.</summary>
    public bool HasBrokenRows { get; private set; }

    public ReadOnlySpan<byte> this[int column] => _reader.GetSpan(column);

    /// <summary>The current row as it stands in the file.</summary>
    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    /// <summary>Opens a table; null when it has no usable header, in which case the reasons are in <paramref name="problems"/>.</summary>
    /// <param name="passOver">Is told of malformed rows in place of <paramref name="problems"/>; then none of them is read, however well it could be mended.</param>
    public static CsvTable? Open(Stream stream, string file, ProblemLog problems, Action<MalformedRow>? passOver = null)
    {
        var table = new CsvTable(stream, file, problems, passOver);
        if (table.ReadHeader())
        {
            return table;
        }

        table.Dispose();
        return null;
    }

    /// <summary>Options shared by every reader of the container; the record limit keeps an unclosed quote from swallowing a large file.</summary>
    public static CsvReaderOptions Options(bool hasHeader, Action<CsvMalformedRecord> onMalformed) => new()
    {
        Separator = ',',
        HasHeader = hasHeader,
        DetectSeparatorHint = false,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        MalformedData = CsvMalformedDataHandling.Recover,
        OnMalformedRecord = onMalformed,
        MaxRecordSize = LargestRecord,
    };

    /// <summary>What is wrong with the quoting of a record, in words.</summary>
    public static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "has a quote inside an unquoted value; quote the whole value and double the quote",
        CsvMalformedReason.TextAfterClosingQuote => "has text after a closing quote",
        CsvMalformedReason.UnterminatedQuote => "opens a quote that is never closed",
        _ => $"is malformed ({reason})",
    };

    /// <summary>Advances to the next row with as many fields as the header; others become problems and are passed over.</summary>
    public bool Read()
    {
        try
        {
            while (_reader.Read())
            {
                if (_misquoted.Remove(Row))
                {
                    continue;
                }

                if (_reader.FieldCount == Columns.Count)
                {
                    return true;
                }

                Report(DataRules.Shape, Row, $"has {_reader.FieldCount} values where the header names {Columns.Count} columns", _reader.RawRecord);
            }
        }
        catch (CsvFormatException exception)
        {
            Report(DataRules.Shape, Row + 1, $"cannot be read: {exception.Message}", [], isEnd: true);
        }

        return false;
    }

    public void Dispose() => _reader.Dispose();

    private bool ReadHeader()
    {
        try
        {
            _reader.ReadHeader();
            Columns = [.. _reader.Headers];
        }
        catch (CsvFormatException exception)
        {
            _problems.Add(DataRules.Header, File, null, null, $"the header cannot be read: {exception.Message}");
            return false;
        }

        var before = _problems.Total;
        if (Columns.Count == 0)
        {
            _problems.Add(DataRules.Header, File, null, null, "is empty; the first line must name the columns");
        }

        foreach (var name in Columns.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1 || g.Key.Trim().Length == 0))
        {
            _problems.Add(DataRules.Header, File, null, name.Key, name.Key.Trim().Length == 0 ? "the header has a column without a name" : $"the header names this column {name.Count()} times");
        }

        return _problems.Total == before;
    }

    private void ReportMalformed(CsvMalformedRecord record)
    {
        if (_passOver is not null)
        {
            _misquoted.Add(record.RecordNumber);
        }

        Report(DataRules.Quoting, record.RecordNumber, Describe(record.Reason), Encoding.UTF8.GetBytes(record.RawRecord), record.Reason == CsvMalformedReason.UnterminatedQuote);
    }

    private void Report(string rule, long row, string message, ReadOnlySpan<byte> raw, bool isEnd = false)
    {
        HasBrokenRows = true;
        if (_passOver is null)
        {
            _problems.Add(rule, File, row, null, message);
            return;
        }

        _passOver(new MalformedRow { Row = row, Rule = rule, Message = message, Raw = raw, HidesRows = isEnd || raw.Contains((byte)'\n') });
    }
}
