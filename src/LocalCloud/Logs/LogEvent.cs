using System.Text;

namespace LocalCloud.Logs;

/// <summary>One event; <see cref="Id"/> grows with ingestion over all streams.</summary>
internal sealed record LogEvent(long Id, string Stream, long Timestamp, long IngestionTime, string Message)
{
    /// <summary>What CloudWatch Logs adds to the size of every event.</summary>
    public const int Overhead = 26;

    public EventPosition Position => new(Timestamp, Id);

    public int Size => SizeOf(Message);

    public static int SizeOf(string message) => Encoding.UTF8.GetByteCount(message) + Overhead;
}
