namespace Mlops.Domain.Drift;

/// <summary>How often each category was seen: the most frequent ones by name, the rest as one number.</summary>
public sealed record CategoryCounts
{
    /// <summary>Categories that are kept by name.</summary>
    public const int Capacity = 1000;

    public static CategoryCounts Empty { get; } = new() { Counts = new SortedDictionary<string, long>(StringComparer.Ordinal) };

    /// <summary>Rows by category.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>Rows of categories that were not kept by name.</summary>
    public long Other { get; init; }

    public static CategoryCounts Merge(IReadOnlyList<CategoryCounts> parts)
    {
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        foreach (var (category, count) in parts.SelectMany(part => part.Counts))
        {
            counts[category] = counts.GetValueOrDefault(category) + count;
        }

        return Of(counts, parts.Sum(part => part.Other));
    }

    internal static CategoryCounts Of(IReadOnlyDictionary<string, long> counts, long other)
    {
        var kept = counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(Capacity).ToDictionary(StringComparer.Ordinal);
        return new()
        {
            Counts = new SortedDictionary<string, long>(kept, StringComparer.Ordinal),
            Other = other + counts.Values.Sum() - kept.Values.Sum(),
        };
    }
}
