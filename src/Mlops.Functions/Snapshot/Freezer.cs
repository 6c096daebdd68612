using System.Collections.Concurrent;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Domain.Datasets;
using Mlops.Domain.Json;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Snapshot;

/// <summary>Copies every current version under the prefixes that the pipeline learns from to <c>objects/&lt;sha256&gt;</c>, server-side, once per content.</summary>
internal sealed class Freezer(IAmazonS3 s3, string dataBucket, IReadOnlyList<string> prefixes, ArtifactStore store)
{
    // One call at a time would take minutes for 10,000 objects; S3 serves far more at once than this.
    private const int Parallelism = 16;

    // A snapshot that runs into its function's timeout goes on from the last memo: rewriting it for every object would cost more than it saves.
    private const int Checkpoint = 200;

    // CopyObject takes no more.
    private const long LargestObject = 5L * 1024 * 1024 * 1024;

    private readonly CurrentVersions _current = new(s3, dataBucket);

    public async Task<DatasetManifest> FreezeAsync(string pipeline, CancellationToken cancellationToken)
    {
        var memoKey = ArtifactKeys.FrozenMemo(pipeline);
        var memo = (await store.ReadAsync(memoKey, DomainJson.Wire.FrozenObjects, cancellationToken).ConfigureAwait(false))?.Value ?? new FrozenObjects();
        var files = new ConcurrentBag<DatasetFile>();
        await foreach (var chunk in _current.ListAsync(prefixes, cancellationToken).Chunk(Checkpoint).ConfigureAwait(false))
        {
            try
            {
                await FreezeAsync(chunk, memo, files, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                // Not cancelled: what is left of the function's time is meant for this.
                memo = await RememberAsync(memoKey, memo, files, CancellationToken.None).ConfigureAwait(false);
            }
        }

        var manifest = DatasetManifest.Of(files);
        await store.WriteAsync(memoKey, FrozenObjects.Of(manifest), DomainJson.Wire.FrozenObjects, cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    private Task FreezeAsync(S3ObjectVersion[] versions, FrozenObjects memo, ConcurrentBag<DatasetFile> files, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(versions, options, async (version, token) =>
        {
            var sha256 = memo.Find(version.VersionId) ?? await FreezeAsync(version, token).ConfigureAwait(false);
            files.Add(new DatasetFile(version.Key, version.VersionId, sha256, version.Size ?? 0, Uploaded(version)));
        });
    }

    private static DateTimeOffset? Uploaded(S3ObjectVersion version) =>
        version.LastModified is { } time ? new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero) : null;

    private async Task<FrozenObjects> RememberAsync(string key, FrozenObjects memo, IEnumerable<DatasetFile> files, CancellationToken cancellationToken)
    {
        var extended = memo.With(files);
        if (extended.Versions.Count > memo.Versions.Count)
        {
            await store.WriteAsync(key, extended, DomainJson.Wire.FrozenObjects, cancellationToken).ConfigureAwait(false);
        }

        return extended;
    }

    private async Task<string> FreezeAsync(S3ObjectVersion version, CancellationToken cancellationToken)
    {
        if (version.Size > LargestObject)
        {
            throw new ObjectTooLargeException(version.Key, version.Size.Value);
        }

        var sha256 = await HashAsync(version, cancellationToken).ConfigureAwait(false);
        if (!await IsFrozenAsync(sha256, cancellationToken).ConfigureAwait(false))
        {
            await s3.CopyObjectAsync(
                new CopyObjectRequest
                {
                    SourceBucket = dataBucket,
                    SourceKey = version.Key,
                    SourceVersionId = version.VersionId,
                    DestinationBucket = store.Bucket,
                    DestinationKey = ArtifactKeys.Frozen(sha256),
                },
                cancellationToken).ConfigureAwait(false);
        }

        return sha256;
    }

    /// <summary>The full-object checksum that the uploader gave, else the content read once.</summary>
    private async Task<string> HashAsync(S3ObjectVersion version, CancellationToken cancellationToken)
    {
        var head = await s3.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = dataBucket, Key = version.Key, VersionId = version.VersionId, ChecksumMode = ChecksumMode.ENABLED },
            cancellationToken).ConfigureAwait(false);
        if (head.ChecksumType != ChecksumType.COMPOSITE && ContentHash.FromBase64(head.ChecksumSHA256) is { } known)
        {
            return known;
        }

        using var content = await s3.GetObjectAsync(
            new GetObjectRequest { BucketName = dataBucket, Key = version.Key, VersionId = version.VersionId },
            cancellationToken).ConfigureAwait(false);
        return await ContentHash.OfAsync(content.ResponseStream, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsFrozenAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = store.Bucket, Key = ArtifactKeys.Frozen(sha256) }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
