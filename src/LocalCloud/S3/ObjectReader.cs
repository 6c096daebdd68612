namespace LocalCloud.S3;

/// <summary>GetObject, HeadObject, GetObjectAttributes and the reading half of a copy.</summary>
internal sealed class ObjectReader(S3Parts parts)
{
    public ObjectReading Get(S3Caller caller, GetObjectRequest request, string method)
    {
        var bucket = parts.Buckets.Require(request.Bucket);
        var version = Require(caller, bucket, request.Key, request.VersionId, method);
        var failed = request.Conditions.FirstFailed(version, parts.Time.GetUtcNow());
        if (failed is { NotModified: false })
        {
            throw S3Errors.PreconditionFailed(failed.Name);
        }

        var range = failed is null ? ByteRange.Parse(request.Range, version.Size) : null;
        return new(bucket, version, range, () => parts.Blobs.OpenRead(version.Blob)) { NotModified = failed is not null };
    }

    /// <summary>What GetObjectAttributes tells is as good as the content: both permissions are needed.</summary>
    public ObjectVersion GetAttributes(S3Caller caller, GetObjectRequest request)
    {
        var bucket = parts.Buckets.Require(request.Bucket);
        var action = request.VersionId is null ? "s3:GetObjectAttributes" : "s3:GetObjectVersionAttributes";
        parts.Access.DemandObject(caller, bucket, request.Key, action, ("s3:VersionId", request.VersionId));
        return Require(caller, bucket, request.Key, request.VersionId, "GET");
    }

    public ObjectVersion RequireForCopy(S3Caller caller, CopyObjectRequest request)
    {
        var bucket = parts.Buckets.Require(request.SourceBucket);
        var version = Require(caller, bucket, request.SourceKey, request.SourceVersionId, "GET");
        return request.SourceConditions.FirstFailed(version, parts.Time.GetUtcNow()) is { } failed
            ? throw S3Errors.PreconditionFailed($"x-amz-copy-source-{failed.Name}")
            : version;
    }

    public (ObjectVersion Version, Stream Content) ReadForCopy(S3Caller caller, CopyObjectRequest request)
    {
        var version = RequireForCopy(caller, request);
        return (version, parts.Blobs.OpenRead(version.Blob));
    }

    private ObjectVersion Require(S3Caller caller, Bucket bucket, string key, string? versionId, string method)
    {
        if (versionId is null)
        {
            parts.Access.DemandObject(caller, bucket, key, "s3:GetObject");
            return Current(caller, bucket, key);
        }

        parts.Access.DemandObject(caller, bucket, key, "s3:GetObjectVersion", ("s3:VersionId", versionId));
        if (!VersionIds.IsValid(versionId))
        {
            throw S3Errors.InvalidArgument("versionId", versionId, "Invalid version id specified");
        }

        var version = parts.Objects.Find(bucket.Name, key)?.Versions.FirstOrDefault(version => version.VersionId == versionId)
            ?? throw parts.Access.Missing(caller, bucket, S3Errors.NoSuchVersion(key, versionId));
        return version.IsDeleteMarker ? throw S3Errors.MethodNotAllowedOnDeleteMarker(method, versionId) : version;
    }

    private ObjectVersion Current(S3Caller caller, Bucket bucket, string key)
    {
        var current = parts.Objects.Find(bucket.Name, key)?.Versions[0]
            ?? throw parts.Access.Missing(caller, bucket, S3Errors.NoSuchKey(key));
        return current.IsDeleteMarker
            ? throw parts.Access.Missing(caller, bucket, S3Errors.CurrentIsDeleteMarker(key, current.VersionId))
            : current;
    }
}
