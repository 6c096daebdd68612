using System.Security.Cryptography;
using LocalCloud.S3.Checksums;
using LocalCloud.Storage;

namespace LocalCloud.S3;

/// <summary>CreateMultipartUpload, UploadPart, ListParts, ListMultipartUploads, AbortMultipartUpload and CompleteMultipartUpload.</summary>
public sealed class MultipartUploads
{
    private readonly S3Parts _parts;
    private readonly DocumentCollection<MultipartUpload> _uploads;

    internal MultipartUploads(S3Parts parts, DocumentStore store)
    {
        _parts = parts;
        _uploads = new(store, "s3.uploads");
    }

    public MultipartUpload Create(S3Caller caller, CreateMultipartUploadRequest request)
    {
        var bucket = _parts.Buckets.Require(request.Bucket);
        _parts.Access.DemandObject(caller, bucket, request.Key, "s3:PutObject");
        if (request.Tags is not null)
        {
            _parts.Access.DemandObject(caller, bucket, request.Key, "s3:PutObjectTagging");
        }

        ObjectWriter.ValidateKey(request.Key);
        var sequence = _parts.Objects.NextSequence();
        var upload = new MultipartUpload
        {
            Bucket = request.Bucket,
            Key = request.Key,
            UploadId = VersionIds.FromSequence(sequence),
            Sequence = sequence,
            Initiated = _parts.Time.GetUtcNow(),
            Headers = request.Headers,
            Tags = request.Tags ?? new Dictionary<string, string>(),
            ChecksumAlgorithm = request.ChecksumAlgorithm,
            ChecksumType = TypeFor(request.ChecksumAlgorithm, request.ChecksumType),
        };
        _uploads.Put(upload.UploadId, upload);
        return upload;
    }

    public async Task<UploadedPart> UploadPartAsync(S3Caller caller, UploadPartRequest request, CancellationToken cancellationToken)
    {
        var upload = Authorize(caller, request.Bucket, request.Key, request.UploadId, "s3:PutObject");
        if (request.PartNumber is < 1 or > 10000)
        {
            throw S3Errors.InvalidArgument("partNumber", $"{request.PartNumber}", "Part number must be an integer between 1 and 10000, inclusive");
        }

        request.Digests.Validate();
        if (upload.ChecksumAlgorithm is { } expected && request.Digests.Algorithm is { } actual && actual != expected)
        {
            throw S3Errors.InvalidRequest("Checksum Type mismatch occurred, expected checksum Type: "
                + $"{Checksum.Lower(expected)}, actual checksum Type: {Checksum.Lower(actual)}");
        }

        var algorithm = request.Digests.Algorithm ?? upload.ChecksumAlgorithm ?? ChecksumAlgorithm.CRC64NVME;
        var blob = await _parts.Blobs.WriteAsync(request.Body, algorithm, cancellationToken);
        try
        {
            request.Digests.Verify(blob);
            var part = new UploadedPart(request.PartNumber, blob.Md5, blob.Size, blob.Id, blob.Checksum, _parts.Time.GetUtcNow());
            Keep(request, part);
            return part;
        }
        finally
        {
            _parts.Blobs.Unpin(blob.Id);
        }
    }

    /// <summary>The uploads of a bucket that are neither completed nor aborted, by key and then by age.</summary>
    public IReadOnlyList<MultipartUpload> List(S3Caller caller, string bucketName, string prefix)
    {
        var bucket = _parts.Buckets.Require(bucketName);
        _parts.Access.DemandBucket(caller, bucket, "s3:ListBucketMultipartUploads");
        return [.. _uploads.Scan().Select(row => row.Value)
            .Where(upload => upload.Bucket == bucketName && upload.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(upload => upload.Key, StringComparer.Ordinal).ThenBy(upload => upload.Sequence)];
    }

    public MultipartUpload ListParts(S3Caller caller, string bucket, string key, string uploadId) =>
        Authorize(caller, bucket, key, uploadId, "s3:ListMultipartUploadParts");

    public void Abort(S3Caller caller, string bucket, string key, string uploadId)
    {
        Authorize(caller, bucket, key, uploadId, "s3:AbortMultipartUpload");
        Forget(Require(bucket, key, uploadId));
    }

    public async Task<ObjectVersion> CompleteAsync(S3Caller caller, CompleteMultipartUploadRequest request, CancellationToken cancellationToken)
    {
        var upload = Authorize(caller, request.Bucket, request.Key, request.UploadId, "s3:PutObject");
        var bucket = _parts.Buckets.Require(request.Bucket);
        request.Conditions.Validate();
        var conditions = request.Conditions with { StartedAt = upload.Sequence };
        // Checked before the parts are joined, to spare the work, and again when the object is written.
        conditions.Check(request.Key, _parts.Objects.Find(request.Bucket, request.Key)?.Versions[0]);
        var chosen = PartSelection.Choose(upload, request.Parts);
        var algorithm = upload.ChecksumAlgorithm ?? ChecksumAlgorithm.CRC64NVME;
        await using var joined = new ConcatenatedStream([.. chosen.Select(part => part.Blob)], _parts.Blobs.OpenRead);
        var blob = await _parts.Blobs.WriteAsync(joined, algorithm, cancellationToken);
        try
        {
            var version = _parts.Objects.Add(bucket.Name, request.Key, conditions, sequence => Join(upload, chosen, blob, sequence));
            await _parts.Events.CreatedAsync(caller, bucket, request.Key, version, "CompleteMultipartUpload", cancellationToken);
            Forget(upload);
            return version;
        }
        finally
        {
            _parts.Blobs.Unpin(blob.Id);
        }
    }

    internal bool Any(string bucket) => _uploads.Scan().Any(row => row.Value.Bucket == bucket);

    private static ChecksumType? TypeFor(ChecksumAlgorithm? algorithm, ChecksumType? wanted)
    {
        if (algorithm is null)
        {
            return wanted is null ? null : throw S3Errors.InvalidRequest(
                "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        var type = wanted ?? (algorithm == ChecksumAlgorithm.CRC64NVME ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE);
        var possible = type == ChecksumType.FULL_OBJECT
            ? algorithm is ChecksumAlgorithm.CRC32 or ChecksumAlgorithm.CRC32C or ChecksumAlgorithm.CRC64NVME
            : algorithm is not ChecksumAlgorithm.CRC64NVME;
        return possible ? type : throw S3Errors.InvalidRequest(
            $"The {type} checksum type cannot be used with the {Checksum.Lower(algorithm.Value)} checksum algorithm.");
    }

    private static Checksum JoinedChecksum(MultipartUpload upload, IReadOnlyList<UploadedPart> chosen, Blob blob)
    {
        if (upload.ChecksumType is not ChecksumType.COMPOSITE)
        {
            return blob.Checksum;
        }

        using var composite = RunningChecksum.Start(upload.ChecksumAlgorithm!.Value);
        foreach (var part in chosen)
        {
            composite.Append(Convert.FromBase64String(part.Checksum.Value));
        }

        return new(upload.ChecksumAlgorithm.Value, $"{Convert.ToBase64String(composite.Finish())}-{chosen.Count}", ChecksumType.COMPOSITE);
    }

    private ObjectVersion Join(MultipartUpload upload, IReadOnlyList<UploadedPart> chosen, Blob blob, long sequence)
    {
#pragma warning disable CA5351 // an S3 ETag is an MD5 by definition
        var etag = MD5.HashData([.. chosen.SelectMany(part => Convert.FromHexString(part.ETag))]);
#pragma warning restore CA5351
        return new()
        {
            VersionId = VersionIds.FromSequence(sequence),
            Sequence = sequence,
            LastModified = _parts.Time.GetUtcNow(),
            Size = blob.Size,
            ETag = $"{Convert.ToHexStringLower(etag)}-{chosen.Count}",
            Blob = blob.Id,
            Headers = upload.Headers,
            Tags = upload.Tags,
            Checksum = JoinedChecksum(upload, chosen, blob),
            PartSizes = [.. chosen.Select(part => part.Size)],
        };
    }

    private MultipartUpload Authorize(S3Caller caller, string bucketName, string key, string uploadId, string action)
    {
        var bucket = _parts.Buckets.Require(bucketName);
        _parts.Access.DemandObject(caller, bucket, key, action);
        return Require(bucketName, key, uploadId);
    }

    private MultipartUpload Require(string bucket, string key, string uploadId) =>
        _uploads.Get(uploadId) is { } upload && upload.Bucket == bucket && upload.Key == key
            ? upload
            : throw S3Errors.NoSuchUpload(uploadId);

    private void Keep(UploadPartRequest request, UploadedPart part)
    {
        string? replaced = null;
        _parts.Objects.Exclusively(() =>
        {
            var upload = Require(request.Bucket, request.Key, request.UploadId);
            _parts.Blobs.AddReference(part.Blob);
            if (upload.Parts.TryGetValue(part.PartNumber, out var old))
            {
                _parts.Blobs.RemoveReference(old.Blob);
                replaced = old.Blob;
            }

            var kept = new Dictionary<int, UploadedPart>(upload.Parts) { [part.PartNumber] = part };
            _uploads.Put(upload.UploadId, upload with { Parts = kept });
        });
        _parts.Blobs.Sweep(replaced is null ? [] : [replaced]);
    }

    private void Forget(MultipartUpload upload)
    {
        var dropped = new List<string>();
        _parts.Objects.Exclusively(() =>
        {
            // Parts may have arrived since the caller read the upload.
            foreach (var part in _uploads.Get(upload.UploadId)?.Parts.Values ?? [])
            {
                _parts.Blobs.RemoveReference(part.Blob);
                dropped.Add(part.Blob);
            }

            _uploads.Delete(upload.UploadId);
        });
        _parts.Blobs.Sweep(dropped);
    }
}
