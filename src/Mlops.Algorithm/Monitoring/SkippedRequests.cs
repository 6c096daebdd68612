namespace Mlops.Algorithm.Monitoring;

/// <summary>Counts requests that could not be judged, by reason; reasons beyond many become one.</summary>
internal sealed class SkippedRequests
{
    public const int MostReasons = 20;

    private const int LongestReason = 300;
    private const string Others = "other reasons";

    private readonly List<string> _order = [];
    private readonly Dictionary<string, (long Count, string Example)> _reasons = new(StringComparer.Ordinal);

    public long Total { get; private set; }

    public IReadOnlyList<SkippedReason> Reasons =>
        [.. _order.Select(reason => new SkippedReason { Reason = reason, Requests = _reasons[reason].Count, Example = _reasons[reason].Example })];

    public void Add(string reason, string file, long line)
    {
        Total++;
        reason = reason.Length > LongestReason ? reason[..LongestReason] + "…" : reason;
        if (!_reasons.ContainsKey(reason) && _order.Count(known => known != Others) >= MostReasons)
        {
            reason = Others;
        }

        if (!_reasons.TryGetValue(reason, out var counted))
        {
            _order.Add(reason);
            counted = (0, $"{file}, line {line}");
        }

        _reasons[reason] = counted with { Count = counted.Count + 1 };
    }
}

/// <summary>Why requests were left out, how many, and the first of them.</summary>
internal sealed record SkippedReason
{
    public required string Reason { get; init; }

    public required long Requests { get; init; }

    public required string Example { get; init; }
}
