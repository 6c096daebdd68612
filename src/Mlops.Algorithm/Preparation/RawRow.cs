using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Preparation;

/// <summary>One accepted row: its time (default without a time column) and its canonical CSV line.</summary>
internal readonly record struct RawRow(EventTime Time, byte[] Line)
{
    /// <summary>By time, then by content: an order that does not depend on which file a row came from.</summary>
    public static int Compare(RawRow left, RawRow right)
    {
        var byTime = left.Time.CompareTo(right.Time);
        return byTime != 0 ? byTime : left.Line.AsSpan().SequenceCompareTo(right.Line);
    }
}
