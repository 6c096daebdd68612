using System.Text;
using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>PutObject and CopyObject.</summary>
internal sealed class ObjectWriter(S3Parts parts, ObjectReader reader)
{
    public async Task<ObjectVersion> PutAsync(S3Caller caller, PutObjectRequest request, CancellationToken cancellationToken)
    {
        var bucket = parts.Buckets.Require(request.Bucket);
        parts.Access.DemandObject(caller, bucket, request.Key, "s3:PutObject");
        DemandTagging(caller, bucket, request.Key, request.Tags);
        ValidateKey(request.Key);
        request.Conditions.Validate();
        request.Digests.Validate();
        var blob = await parts.Blobs.WriteAsync(request.Body, request.Digests.Effective, cancellationToken);
        try
        {
            request.Digests.Verify(blob);
            var version = parts.Objects.Add(bucket.Name, request.Key, request.Conditions, sequence =>
                Version(sequence, blob.Size, blob.Md5, blob.Id) with
                {
                    Headers = request.Headers,
                    Tags = request.Tags ?? new Dictionary<string, string>(),
                    Checksum = blob.Checksum,
                });
            await parts.Events.CreatedAsync(caller, bucket, request.Key, version, "PutObject", cancellationToken);
            return version;
        }
        finally
        {
            parts.Blobs.Unpin(blob.Id);
        }
    }

    public async Task<CopyObjectResult> CopyAsync(S3Caller caller, CopyObjectRequest request, CancellationToken cancellationToken)
    {
        var bucket = parts.Buckets.Require(request.Bucket);
        var source = await PinnedSourceAsync(caller, request, cancellationToken);
        try
        {
            parts.Access.DemandObject(caller, bucket, request.Key, "s3:PutObject");
            var tags = request.ReplacedTags ?? source.Tags;
            DemandTagging(caller, bucket, request.Key, tags.Count == 0 ? null : tags);
            ValidateKey(request.Key);
            request.Conditions.Validate();
            request.Conditions.Check(request.Key, parts.Objects.Find(request.Bucket, request.Key)?.Versions[0]);
            RefuseNoOp(request);
            var checksum = await ChecksumAsync(source, request.ChecksumAlgorithm, cancellationToken);
            // A copy is one object, however the source was uploaded: S3 gives it the content's MD5.
            var etag = source.PartSizes is null ? source.ETag : await Md5Async(source, cancellationToken);
            var version = parts.Objects.Add(bucket.Name, request.Key, request.Conditions, sequence =>
                Version(sequence, source.Size, etag, source.Blob) with
                {
                    Headers = request.ReplacedHeaders ?? source.Headers,
                    Tags = tags,
                    Checksum = checksum,
                });
            await parts.Events.CreatedAsync(caller, bucket, request.Key, version, "CopyObject", cancellationToken);
            return new(version, source.VersionId);
        }
        finally
        {
            parts.Blobs.Unpin(source.Blob);
        }
    }

    /// <summary>The source; of another account's bucket the content has come into this one's blobs.</summary>
    private async Task<ObjectVersion> PinnedSourceAsync(S3Caller caller, CopyObjectRequest request, CancellationToken cancellationToken)
    {
        if (parts.Elsewhere(request.SourceBucket) is not { } owner)
        {
            var own = reader.RequireForCopy(caller, request);
            parts.Blobs.Pin(own.Blob);
            return own;
        }

        var (version, content) = owner.ReadForCopy(caller, request);
        await using (content)
        {
            var blob = await parts.Blobs.WriteAsync(content, ChecksumAlgorithm.CRC64NVME, cancellationToken);
            return version with { Blob = blob.Id };
        }
    }

    private void DemandTagging(S3Caller caller, Bucket bucket, string key, IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is not null)
        {
            parts.Access.DemandObject(caller, bucket, key, "s3:PutObjectTagging");
        }
    }

    public static void ValidateKey(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > 1024)
        {
            throw new Api.AwsException("KeyTooLongError", 400, "Your key is too long")
            {
                Details = new Dictionary<string, string> { ["MaxSizeAllowed"] = "1024", ["Size"] = $"{Encoding.UTF8.GetByteCount(key)}" },
            };
        }
    }

    private static void RefuseNoOp(CopyObjectRequest request)
    {
        if (request is { ReplacedHeaders: null, ChecksumAlgorithm: null, SourceVersionId: null }
            && request.SourceBucket == request.Bucket && request.SourceKey == request.Key)
        {
            throw S3Errors.InvalidRequest("This copy request is illegal because it is trying to copy an object to itself without "
                + "changing the object's metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    private ObjectVersion Version(long sequence, long size, string etag, string blob) => new()
    {
        VersionId = VersionIds.FromSequence(sequence),
        Sequence = sequence,
        LastModified = parts.Time.GetUtcNow(),
        Size = size,
        ETag = etag,
        Blob = blob,
    };

    private async Task<Checksum?> ChecksumAsync(ObjectVersion source, ChecksumAlgorithm? wanted, CancellationToken cancellationToken)
    {
        var algorithm = wanted ?? source.Checksum?.Algorithm ?? ChecksumAlgorithm.CRC64NVME;
        if (source.Checksum is { Type: ChecksumType.FULL_OBJECT } known && known.Algorithm == algorithm)
        {
            return known;
        }

        using var running = RunningChecksum.Start(algorithm);
        await using var content = parts.Blobs.OpenRead(source.Blob);
        var buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            running.Append(buffer.AsSpan(0, read));
        }

        return new(algorithm, Convert.ToBase64String(running.Finish()));
    }

    private async Task<string> Md5Async(ObjectVersion source, CancellationToken cancellationToken)
    {
        await using var content = parts.Blobs.OpenRead(source.Blob);
#pragma warning disable CA5351 // an S3 ETag is an MD5 by definition
        return Convert.ToHexStringLower(await System.Security.Cryptography.MD5.HashDataAsync(content, cancellationToken));
#pragma warning restore CA5351
    }
}
