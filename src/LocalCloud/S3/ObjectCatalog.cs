using LocalCloud.Storage;

namespace LocalCloud.S3;

/// <summary>
/// The objects and their versions on disk. Every change of a key is one transaction under one lock, so conditions are
/// checked against exactly what they replace, and versions of a key are in the order of their sequence numbers.
/// </summary>
internal sealed class ObjectCatalog(DocumentStore store, BlobStore blobs, BucketCatalog buckets)
{
    private readonly DocumentCollection<StoredObject> _objects = new(store, "s3.objects");
    private readonly PersistedCounter _sequence = new(store, "s3.sequence");
    private readonly Lock _writing = new();

    public long NextSequence() => _sequence.Next();

    public StoredObject? Find(string bucket, string key) => _objects.Get(Id(bucket, key));

    public bool IsEmpty(string bucket) => _objects.Scan(bucket + "/", limit: 1).Count == 0;

    /// <summary>Keys with <paramref name="prefix"/> after <paramref name="after"/> in UTF-8 order, a page at a time.</summary>
    public IReadOnlyList<StoredObject> Page(string bucket, string prefix, string after, int limit) =>
        [.. _objects.Scan(Id(bucket, prefix), after.Length == 0 ? "" : Id(bucket, after), limit).Select(row => row.Value)];

    /// <summary>Adds what <paramref name="create"/> makes of a fresh sequence number as the key's newest version.</summary>
    public ObjectVersion Add(string bucket, string key, WriteConditions conditions, Func<long, ObjectVersion> create)
    {
        lock (_writing)
        {
            var version = create(_sequence.Next());
            // As it is now: the bucket may have been changed or deleted while the content was on its way.
            if (buckets.Require(bucket).Versioning != VersioningStatus.Enabled)
            {
                version = version with { VersionId = VersionIds.Null };
            }

            Change(bucket, key, versions =>
            {
                conditions.Check(key, versions.Count == 0 ? null : versions[0]);
                return [version, .. versions.Where(old => old.VersionId != version.VersionId)];
            });
            return version;
        }
    }

    /// <summary>The version asked for, or the current one; <paramref name="refuse"/> says how its absence is told.</summary>
    public ObjectVersion RequireVersion(Bucket bucket, string key, string? versionId, Func<Api.AwsException, Api.AwsException> refuse)
    {
        var versions = Find(bucket.Name, key)?.Versions ?? [];
        if (versionId is not null && !VersionIds.IsValid(versionId))
        {
            throw S3Errors.InvalidArgument("versionId", versionId, "Invalid version id specified");
        }

        var version = versions.FirstOrDefault(version => versionId is null || version.VersionId == versionId);
        return version switch
        {
            null => throw refuse(versionId is null ? S3Errors.NoSuchKey(key) : S3Errors.NoSuchVersion(key, versionId)),
            { IsDeleteMarker: true } => throw (versionId is null ? refuse(S3Errors.CurrentIsDeleteMarker(key, version.VersionId)) : S3Errors.MethodNotAllowedOnDeleteMarker("GET", versionId)),
            _ => version,
        };
    }

    /// <summary>Changes what of a version may be changed without making another.</summary>
    public ObjectVersion Replace(Bucket bucket, string key, string versionId, Func<ObjectVersion, ObjectVersion> change)
    {
        lock (_writing)
        {
            ObjectVersion? changed = null;
            Change(bucket.Name, key, versions => [.. versions.Select(version => version.VersionId == versionId ? changed = change(version) : version)]);
            return changed ?? throw S3Errors.NoSuchVersion(key, versionId);
        }
    }

    /// <summary>Removes one version for good; null when there was none.</summary>
    public ObjectVersion? Remove(Bucket bucket, string key, string versionId, WriteConditions conditions)
    {
        lock (_writing)
        {
            ObjectVersion? removed = null;
            Change(bucket.Name, key, versions =>
            {
                removed = versions.FirstOrDefault(version => version.VersionId == versionId);
                conditions.Check(key, conditions == WriteConditions.None ? null : removed);
                return [.. versions.Where(version => version.VersionId != versionId)];
            });
            return removed;
        }
    }

    /// <summary>Runs <paramref name="work"/> as one with its own and the catalog's writes, while nobody else writes objects.</summary>
    public void Exclusively(Action work)
    {
        lock (_writing)
        {
            store.Transact(work);
        }
    }

    private static string Id(string bucket, string key) => $"{bucket}/{key}";

    private void Change(string bucket, string key, Func<IReadOnlyList<ObjectVersion>, IReadOnlyList<ObjectVersion>> change)
    {
        var dropped = new List<string>();
        store.Transact(() =>
        {
            var before = Find(bucket, key)?.Versions ?? [];
            var after = change(before);
            // References are added before any is removed: a content that stays never counts zero in between.
            foreach (var added in after.Except(before).Where(version => !version.IsDeleteMarker))
            {
                blobs.AddReference(added.Blob);
            }

            foreach (var removed in before.Except(after).Where(version => !version.IsDeleteMarker))
            {
                blobs.RemoveReference(removed.Blob);
                dropped.Add(removed.Blob);
            }

            Save(bucket, key, after);
        });
        blobs.Sweep(dropped);
    }

    private void Save(string bucket, string key, IReadOnlyList<ObjectVersion> versions)
    {
        if (versions.Count == 0)
        {
            _objects.Delete(Id(bucket, key));
        }
        else
        {
            _objects.Put(Id(bucket, key), new() { Bucket = bucket, Key = key, Versions = versions });
        }
    }
}
