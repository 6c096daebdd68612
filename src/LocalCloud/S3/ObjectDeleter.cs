namespace LocalCloud.S3;

/// <summary>DeleteObject. Deleting what does not exist succeeds.</summary>
internal sealed class ObjectDeleter(S3Parts parts)
{
    public async Task<DeleteObjectResult> DeleteAsync(S3Caller caller, DeleteObjectRequest request, CancellationToken cancellationToken)
    {
        var bucket = parts.Buckets.Require(request.Bucket);
        var conditions = request.IfMatch is null ? WriteConditions.None : new WriteConditions { IfMatch = request.IfMatch };
        if (request.VersionId is null)
        {
            parts.Access.DemandObject(caller, bucket, request.Key, "s3:DeleteObject");
            return bucket.Versioning is null
                ? await RemoveAsync(caller, bucket, request.Key, VersionIds.Null, conditions, cancellationToken)
                : await MarkAsync(caller, bucket, request.Key, conditions, cancellationToken);
        }

        parts.Access.DemandObject(caller, bucket, request.Key, "s3:DeleteObjectVersion", ("s3:VersionId", request.VersionId));
        return VersionIds.IsValid(request.VersionId)
            ? await RemoveAsync(caller, bucket, request.Key, request.VersionId, conditions, cancellationToken)
            : throw S3Errors.InvalidArgument("versionId", request.VersionId, "Invalid version id specified");
    }

    private async Task<DeleteObjectResult> MarkAsync(
        S3Caller caller, Bucket bucket, string key, WriteConditions conditions, CancellationToken cancellationToken)
    {
        var marker = parts.Objects.Add(bucket.Name, key, conditions, sequence => new()
        {
            VersionId = VersionIds.FromSequence(sequence),
            Sequence = sequence,
            LastModified = parts.Time.GetUtcNow(),
            IsDeleteMarker = true,
            ETag = "d41d8cd98f00b204e9800998ecf8427e",
        });
        await parts.Events.MarkedDeletedAsync(caller, bucket, key, marker, cancellationToken);
        return new(marker.VersionId, DeleteMarker: true);
    }

    private async Task<DeleteObjectResult> RemoveAsync(
        S3Caller caller, Bucket bucket, string key, string versionId, WriteConditions conditions, CancellationToken cancellationToken)
    {
        var removed = parts.Objects.Remove(bucket, key, versionId, conditions);
        if (removed is not null)
        {
            await parts.Events.RemovedAsync(caller, bucket, key, removed, parts.Objects.NextSequence(), cancellationToken);
        }

        return new(bucket.Versioning is null ? null : versionId, removed?.IsDeleteMarker ?? false);
    }
}
