using System.Globalization;

namespace Mlops.Domain.Contracts;

/// <summary>How much may be dropped before a few bad rows count as a bad file, and bad files or rows as data that nobody should learn from.</summary>
public sealed record LimitContract
{
    /// <summary>The share of all rows that may be dropped, those of quarantined files among them.</summary>
    public double DroppedRows { get; init; } = 0.01;

    /// <summary>A file with a larger share of bad rows goes to quarantine whole: its other rows are not to be trusted either.</summary>
    public double DroppedRowsOfFile { get; init; } = 0.2;

    /// <summary>How many files may go to quarantine whole. None by default: what a whole file lacks, somebody should send again.</summary>
    public int QuarantinedFiles { get; init; }

    /// <summary>True when so many bad rows are too many for one file.</summary>
    public bool IsBadFile(long rows, long bad) => bad > DroppedRowsOfFile * rows;

    /// <summary>Which limits are passed, a sentence each; none when the run may go on without what was dropped.</summary>
    public IEnumerable<string> Exceeded(DroppedData dropped)
    {
        if (dropped.Files > QuarantinedFiles)
        {
            var allowed = QuarantinedFiles == 0 ? "none" : $"{QuarantinedFiles}";
            yield return string.Create(CultureInfo.InvariantCulture, $"{dropped.Files} of {dropped.AllFiles} files went to quarantine whole, and the contract allows {allowed}");
        }

        if (dropped.Rows > DroppedRows * dropped.AllRows)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{dropped.Rows:N0} of {dropped.AllRows:N0} rows ({100.0 * dropped.Rows / dropped.AllRows:0.##} %) were dropped, and the contract allows {100 * DroppedRows:0.####} %");
        }
    }
}

/// <summary>How much went to quarantine, of how much.</summary>
public readonly record struct DroppedData(long Rows, long AllRows, int Files, int AllFiles);
