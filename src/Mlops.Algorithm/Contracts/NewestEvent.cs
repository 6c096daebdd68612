using Mlops.Algorithm.Preparation;

namespace Mlops.Algorithm.Contracts;

/// <summary>The newest event of the rows that stayed, and when the file that holds it was uploaded: what tells how fresh data is, whatever old files were sent again since.</summary>
internal sealed record NewestEvent(DateTime Time, DateTimeOffset? Uploaded)
{
    /// <summary>Null without rows.</summary>
    public static NewestEvent? Of(IReadOnlyList<RawRow> rows, DateTimeOffset? uploaded) => rows.Count == 0 ? null : new(rows.Max(row => row.Time.Utc), uploaded);

    /// <summary>The later of two; of one that two files hold, the upload that came first.</summary>
    public static NewestEvent? Later(NewestEvent? one, NewestEvent? other) => (one, other) switch
    {
        (null, _) => other,
        (_, null) => one,
        _ when one.Time != other.Time => one.Time > other.Time ? one : other,
        _ => one.Uploaded is { } first && !(other.Uploaded < first) ? one : other,
    };
}
