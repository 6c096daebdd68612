using System.Buffers;
using System.Globalization;
using System.Text;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Preparation;
using Mlops.Domain.Contracts;

namespace Mlops.Algorithm.Contracts;

/// <summary>Writes dropped rows to <c>rows.csv</c> as they are met, and remembers the files that are dropped whole. Where nothing is dropped, nothing is written.</summary>
internal sealed class QuarantineWriter(MlPaths paths) : IDisposable
{
    /// <summary>Rows that <c>rows.csv</c> holds at most: whoever mends a file needs some of them, and the file itself is kept.</summary>
    public const long MostRows = 100_000;

    private readonly List<QuarantinedFile> _files = [];
    private readonly ArrayBufferWriter<byte> _line = new();
    private FileStream? _rows;

    public long RowsListed { get; private set; }

    public IReadOnlyList<QuarantinedFile> Files => _files;

    private string RowsPath => paths.Quarantine("rows.csv");

    public void Add(string file, long row, IReadOnlyList<(string Rule, string? Column, string Message)> reasons, ReadOnlySpan<byte> raw)
    {
        if (RowsListed >= MostRows)
        {
            return;
        }

        var messages = string.Join("; ", reasons.Select(reason => reason.Column is null ? reason.Message : $"{reason.Column}: {reason.Message}"));
        _line.ResetWrittenCount();
        foreach (var (i, field) in new[] { file, row.ToString(CultureInfo.InvariantCulture), string.Join(' ', reasons.Select(reason => reason.Rule).Distinct()), messages }.Index())
        {
            CsvLine.Append(_line, Encoding.UTF8.GetBytes(field), first: i == 0);
        }

        // The bytes as they came: what is no UTF-8 is to be seen as what it is.
        CsvLine.Append(_line, raw, first: false);
        CsvLine.End(_line);
        Rows().Write(_line.WrittenSpan);
        RowsListed++;
    }

    public void Add(RawFile file, long rows, string reason) =>
        _files.Add(new QuarantinedFile(file.Key, file.Frozen.Version, file.Frozen.Sha256, rows, reason));

    public void Dispose() => _rows?.Dispose();

    /// <summary>Adds the reports, where anything was dropped.</summary>
    public void Complete(QuarantineReport report, byte[] page)
    {
        _rows?.Dispose();
        if (report.Contract.HasQuarantine)
        {
            OutputFiles.Write(paths.Quarantine("report.json"), QuarantineFile.Content(report));
            OutputFiles.Write(paths.Quarantine("report.html"), page);
        }
    }

    private FileStream Rows()
    {
        if (_rows is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(RowsPath)!);
            _rows = File.Create(RowsPath);
            _rows.Write(CsvLine.Of(["file", "row", "rules", "reasons", "line"]));
        }

        return _rows;
    }
}
