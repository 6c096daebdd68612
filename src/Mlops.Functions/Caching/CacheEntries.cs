using System.Collections.Concurrent;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Caching;

/// <summary>The entries of the cache, which all pipelines of the account share.</summary>
internal sealed class CacheEntries(ArtifactStore store, ObjectList objects)
{
    // To say what is different from the nearest, the newest are enough; reading them must not take longer than it is worth.
    private const int MostCompared = 200, Parallelism = 16, Attempts = 5;

    /// <summary>Null when there is none under the key; the entry is null when it does not read, or is another's.</summary>
    public async Task<FoundEntry?> FindAsync(string step, string key, CancellationToken cancellationToken)
    {
        try
        {
            var found = await store.ReadAsync(ArtifactKeys.CacheEntry(step, key), DomainJson.Wire.CacheEntry, cancellationToken).ConfigureAwait(false);
            return found is null ? null : new FoundEntry(found.Value.Step == step && found.Value.Key == key ? found.Value : null, found.ETag);
        }
        catch (BrokenDocumentException)
        {
            return new FoundEntry(null, null);
        }
    }

    /// <summary>The newest entries of a step, in no order.</summary>
    public async Task<IReadOnlyCollection<CacheEntry>> NewestAsync(string step, CancellationToken cancellationToken)
    {
        var listed = new List<ListedObject>();
        await foreach (var item in objects.ListAsync(ArtifactKeys.CacheEntries(step), after: null, cancellationToken).ConfigureAwait(false))
        {
            listed.Add(item);
        }

        var entries = new ConcurrentBag<CacheEntry>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(listed.OrderByDescending(item => item.Modified).Take(MostCompared), options, async (item, token) =>
        {
            if ((await FindAsync(step, Path.GetFileNameWithoutExtension(item.Key), token).ConfigureAwait(false))?.Entry is { } entry)
            {
                entries.Add(entry);
            }
        }).ConfigureAwait(false);
        return entries;
    }

    /// <summary>Writes an entry where there is none, or none as new. False when a newer one stays.</summary>
    public async Task<bool> WriteAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        var key = ArtifactKeys.CacheEntry(entry.Step, entry.Key);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var found = await FindAsync(entry.Step, entry.Key, cancellationToken).ConfigureAwait(false);
            if (found is { Entry: null })
            {
                // What does not read can be no condition.
                await store.WriteAsync(key, entry, DomainJson.Wire.CacheEntry, cancellationToken).ConfigureAwait(false);
                return true;
            }

            if (found?.Entry?.Run == entry.Run)
            {
                return true;
            }

            if (!entry.IsNewerThan(found?.Entry))
            {
                return false;
            }

            if (await store.TryWriteAsync(key, entry, DomainJson.Wire.CacheEntry, found?.ETag, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        throw new ContentionException(key);
    }
}

/// <summary>An entry with its ETag; null entry: what lies there is none.</summary>
internal sealed record FoundEntry(CacheEntry? Entry, string? ETag);
