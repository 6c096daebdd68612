namespace Mlops.Cli.Caching;

/// <summary>What of the cache may go: entries that nobody can use any more, and files that no entry names.</summary>
internal static class CacheSweep
{
    // A result is copied before its entry is written: a file without one may be under way.
    private static readonly TimeSpan UnderWay = TimeSpan.FromDays(1);

    /// <summary>Entries that have expired or do not read, and every file that no other entry names.</summary>
    public static CacheRemoval Garbage(IReadOnlyList<KeptEntry> entries, IReadOnlyList<KeptFile> files, DateTimeOffset now)
    {
        var gone = entries.Where(each => each.Entry is null || each.Entry.ExpiresAt <= now).ToList();
        var named = entries.Except(gone).Select(each => (each.Entry!.Key, each.Entry.Run)).ToHashSet();
        var expired = gone.Select(each => each.Entry).OfType<Domain.Caching.CacheEntry>().Select(entry => (entry.Key, entry.Run)).ToHashSet();
        return new CacheRemoval(gone, [.. files.Where(file => !named.Contains((file.Key, file.Run)) && (expired.Contains((file.Key, file.Run)) || now - file.Modified > UnderWay))]);
    }

    /// <summary>Entries that somebody names, with every file under their keys.</summary>
    public static CacheRemoval Of(IReadOnlyList<KeptEntry> entries, IReadOnlyList<KeptFile> files)
    {
        var keys = entries.Select(each => Path.GetFileNameWithoutExtension(each.ObjectKey)).ToHashSet(StringComparer.Ordinal);
        return new CacheRemoval(entries, [.. files.Where(file => keys.Contains(file.Key))]);
    }
}

/// <summary>Entries and files that go; the entries first, so that nothing names a file that is gone.</summary>
internal sealed record CacheRemoval(IReadOnlyList<KeptEntry> Entries, IReadOnlyList<KeptFile> Files)
{
    public IEnumerable<string> Keys => Entries.Select(each => each.ObjectKey).Concat(Files.Select(file => file.ObjectKey));

    public long Bytes => Files.Sum(file => file.Size);
}
