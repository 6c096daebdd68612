namespace Mlops.Algorithm.Profiling;

/// <summary>Counts distinct values by 64 bits of a hash: exactly while they are few or none occurs twice, else until there are many.</summary>
internal sealed class DistinctCounter
{
    private const int Many = 100_000;

    private readonly HashSet<ulong> _seen = [];
    private bool _hasDuplicates;

    public long Count => _seen.Count;

    public bool IsExact { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> value)
    {
        if (!IsExact)
        {
            return;
        }

        _hasDuplicates |= !_seen.Add(Hash(value));
        IsExact = !_hasDuplicates || _seen.Count <= Many;
    }

    // FNV-1a, and a last mix so that short values use all bits.
    private static ulong Hash(ReadOnlySpan<byte> value)
    {
        var hash = 14695981039346656037UL;
        foreach (var each in value)
        {
            hash = (hash ^ each) * 1099511628211UL;
        }

        hash ^= hash >> 33;
        return hash * 0xFF51AFD7ED558CCDUL;
    }
}
