using System.Collections.Concurrent;
using Mlops.Domain.Caching;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Caching;

/// <summary>The files of kept results: into the cache when a step has made them, and out of it into the folder of a run, as if its own job had written them.</summary>
internal sealed class KeptFiles(ObjectHashes hashes)
{
    private const int Parallelism = 8;

    /// <summary>Copies an entry's files into the run's folder; null <c>Damage</c> when all of them are what the entry says.</summary>
    public async Task<RestoredFiles> RestoreAsync(CacheEntry entry, string folder, CancellationToken cancellationToken)
    {
        // Looked at first, so that a broken entry leaves nothing in the run's folder.
        var damages = await EachAsync(entry.Outputs, async (output, token) => Damage(output, await hashes.FindAsync(Key(entry, output), token).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        if (damages.OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault() is { } damage)
        {
            return new RestoredFiles([], damage);
        }

        var copied = await EachAsync(entry.Outputs, async (output, token) =>
        {
            var copy = await hashes.CopyAsync(Key(entry, output), folder + output.Path, token).ConfigureAwait(false);
            return (Output: output with { Version = copy.Version }, IsSame: copy.Sha256 == output.Sha256);
        }, cancellationToken).ConfigureAwait(false);
        var changed = copied.Where(copy => !copy.IsSame).Select(copy => copy.Output.Path).Order(StringComparer.Ordinal).FirstOrDefault();
        return new RestoredFiles([.. copied.Select(copy => copy.Output).OrderBy(output => output.Path, StringComparer.Ordinal)], changed is null ? null : $"{changed} has another hash");
    }

    /// <summary>Copies what a step wrote into the cache; answers it as it lies in the run's folder, and as it is kept.</summary>
    public async Task<(IReadOnlyList<StepOutput> Written, IReadOnlyList<StepOutput> Kept)> KeepAsync(
        string key, string run, string folder, IReadOnlyList<ListedObject> files, CancellationToken cancellationToken)
    {
        var copied = await EachAsync(files, async (file, token) =>
        {
            var path = file.Key[folder.Length..];
            var copy = await hashes.CopyAsync(file.Key, ArtifactKeys.Kept(key, run, path), token).ConfigureAwait(false);
            var written = new StepOutput { Path = path, Sha256 = copy.Sha256, Size = file.Size, Version = copy.SourceVersion };
            return (Written: written, Kept: written with { Version = copy.Version });
        }, cancellationToken).ConfigureAwait(false);
        var ordered = copied.OrderBy(copy => copy.Written.Path, StringComparer.Ordinal).ToList();
        return ([.. ordered.Select(copy => copy.Written)], [.. ordered.Select(copy => copy.Kept)]);
    }

    private static string? Damage(StepOutput expected, ObjectFacts? found) => found switch
    {
        null => $"{expected.Path} is missing",
        // Whoever wrote over it did not do it as this product does, which asks S3 for a hash.
        { Sha256: null } => $"{expected.Path} was overwritten",
        _ when found.Sha256 != expected.Sha256 || found.Size != expected.Size => $"{expected.Path} has another hash",
        _ => null,
    };

    private static string Key(CacheEntry entry, StepOutput output) => ArtifactKeys.Kept(entry.Key, entry.Run, output.Path);

    private static async Task<IReadOnlyCollection<TOut>> EachAsync<TIn, TOut>(
        IEnumerable<TIn> items, Func<TIn, CancellationToken, Task<TOut>> work, CancellationToken cancellationToken)
    {
        var results = new ConcurrentBag<TOut>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items, options, async (item, token) => results.Add(await work(item, token).ConfigureAwait(false))).ConfigureAwait(false);
        return results;
    }
}

/// <summary>What came into the run's folder; where there is a damage, the entry cannot be used.</summary>
internal sealed record RestoredFiles(IReadOnlyList<StepOutput> Outputs, string? Damage);
