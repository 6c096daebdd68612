using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Mlops.Functions.Tests.Fakes;

/// <summary>A versioned S3 in memory with S3's conditional writes; only the calls that the functions make. Anything else would reach for the network and fail.</summary>
internal sealed class FakeS3 : AmazonS3Client
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Bucket, string Key), List<Version>> _objects = [];
    private int _versions;

    public FakeS3() : base(new AnonymousAWSCredentials(), RegionEndpoint.USEast1)
    {
    }

    /// <summary>Called outside the lock before each put, so that a test can let somebody else write first.</summary>
    public Action<PutObjectRequest>? BeforePut { get; set; }

    /// <summary>Called before each copy, so that a test can let one fail.</summary>
    public Action<CopyObjectRequest>? BeforeCopy { get; set; }

    /// <summary>Copies do not tell the hash that they were asked for.</summary>
    public bool HidesCopiedChecksums { get; set; }

    public int PageSize { get; init; } = 1000;

    public DateTime Now { get; set; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public int Reads { get; private set; }

    public int Copies { get; private set; }

    public void Upload(string bucket, string key, string content, string? sha256 = null, ChecksumType? checksumType = null, string? version = null)
    {
        lock (_lock)
        {
            Append(bucket, key, new Version(Encoding.UTF8.GetBytes(content), version ?? $"v{++_versions}", Now, sha256, checksumType));
        }
    }

    public void Delete(string bucket, string key)
    {
        lock (_lock)
        {
            Append(bucket, key, new Version(null, $"v{++_versions}", Now, null, null));
        }
    }

    public string? Text(string bucket, string key) =>
        Find(bucket, key, null)?.Content is { } content ? Encoding.UTF8.GetString(content) : null;

    public string ETag(string bucket, string key) => Find(bucket, key, null)!.ETag;

    public IReadOnlyList<string> Keys(string bucket, string prefix)
    {
        lock (_lock)
        {
            return [.. _objects.Where(entry => entry.Key.Bucket == bucket && entry.Key.Key.StartsWith(prefix, StringComparison.Ordinal) && entry.Value[^1].Content is not null).Select(entry => entry.Key.Key)];
        }
    }

    public override Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        BeforePut?.Invoke(request);
        lock (_lock)
        {
            var current = Find(request.BucketName, request.Key, null);
            if (request.IfNoneMatch == "*" && current?.Content is not null)
            {
                throw Error(HttpStatusCode.PreconditionFailed, "PreconditionFailed");
            }

            if (request.IfMatch is { } expected && current?.ETag != expected)
            {
                throw current?.Content is null ? Error(HttpStatusCode.NotFound, "NoSuchKey") : Error(HttpStatusCode.PreconditionFailed, "PreconditionFailed");
            }

            var version = Append(request.BucketName, request.Key, new Version(Encoding.UTF8.GetBytes(request.ContentBody), $"v{++_versions}", Now, null, null));
            return Task.FromResult(new PutObjectResponse { ETag = version.ETag, VersionId = version.Id });
        }
    }

    public override Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default)
    {
        var version = Require(request.BucketName, request.Key, request.VersionId);
        Reads++;
        return Task.FromResult(new GetObjectResponse { ResponseStream = new MemoryStream(version.Content!), ETag = version.ETag, VersionId = version.Id });
    }

    public override Task<GetObjectMetadataResponse> GetObjectMetadataAsync(GetObjectMetadataRequest request, CancellationToken cancellationToken = default)
    {
        var version = Require(request.BucketName, request.Key, request.VersionId);
        var response = new GetObjectMetadataResponse { ETag = version.ETag, ContentLength = version.Content!.Length, VersionId = version.Id };
        if (request.ChecksumMode == ChecksumMode.ENABLED)
        {
            (response.ChecksumSHA256, response.ChecksumType) = (version.Sha256, version.ChecksumType);
        }

        return Task.FromResult(response);
    }

    /// <summary>Marks, as <c>name=value</c>, of objects by bucket and key.</summary>
    public Dictionary<string, string> Tags { get; } = [];

    public override Task<PutObjectTaggingResponse> PutObjectTaggingAsync(PutObjectTaggingRequest request, CancellationToken cancellationToken = default)
    {
        Tags[$"{request.BucketName}/{request.Key}"] = string.Join('&', request.Tagging.TagSet.Select(tag => $"{tag.Key}={tag.Value}"));
        return Task.FromResult(new PutObjectTaggingResponse());
    }

    public override Task<CopyObjectResponse> CopyObjectAsync(CopyObjectRequest request, CancellationToken cancellationToken = default)
    {
        BeforeCopy?.Invoke(request);
        var source = Require(request.SourceBucket, request.SourceKey, request.SourceVersionId);
        lock (_lock)
        {
            Copies++;
            var sha256 = request.ChecksumAlgorithm == ChecksumAlgorithm.SHA256 ? Convert.ToBase64String(SHA256.HashData(source.Content!)) : source.Sha256;
            var version = Append(request.DestinationBucket, request.DestinationKey, source with { Id = $"v{++_versions}", Sha256 = sha256, ChecksumType = sha256 is null ? null : ChecksumType.FULL_OBJECT });
            return Task.FromResult(new CopyObjectResponse
            {
                ETag = version.ETag,
                VersionId = version.Id,
                SourceVersionId = source.Id,
                ChecksumSHA256 = HidesCopiedChecksums ? null : version.Sha256,
                ChecksumType = version.ChecksumType,
            });
        }
    }

    public override Task<ListObjectsV2Response> ListObjectsV2Async(ListObjectsV2Request request, CancellationToken cancellationToken = default)
    {
        var keys = Keys(request.BucketName, request.Prefix).Where(key => string.CompareOrdinal(key, request.ContinuationToken ?? request.StartAfter) > 0).ToList();
        var page = keys.Take(PageSize).ToList();
        return Task.FromResult(new ListObjectsV2Response
        {
            S3Objects = page.Count == 0 ? null : [.. page.Select(key => Listed(key, Find(request.BucketName, key, null)!))],
            IsTruncated = keys.Count > page.Count,
            NextContinuationToken = keys.Count > page.Count ? page[^1] : null,
        });
    }

    public override Task<ListVersionsResponse> ListVersionsAsync(ListVersionsRequest request, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var keys = _objects.Where(entry => entry.Key.Bucket == request.BucketName && entry.Key.Key.StartsWith(request.Prefix, StringComparison.Ordinal) && string.CompareOrdinal(entry.Key.Key, request.KeyMarker) > 0).ToList();
            var page = keys.Take(PageSize).ToList();
            return Task.FromResult(new ListVersionsResponse
            {
                Versions = page.Count == 0 ? null : [.. page.SelectMany(entry => entry.Value.Select(version => version.ToListing(entry.Key.Key, version == entry.Value[^1])))],
                IsTruncated = keys.Count > page.Count,
                NextKeyMarker = keys.Count > page.Count ? page[^1].Key.Key : null,
            });
        }
    }

    /// <summary>Sizes that listings tell instead of the true ones, by key.</summary>
    public Dictionary<string, long> Sizes { get; } = [];

    private S3Object Listed(string key, Version version) =>
        new() { Key = key, LastModified = version.Modified, Size = Sizes.TryGetValue(key, out var size) ? size : version.Content!.Length };

    private Version Append(string bucket, string key, Version version)
    {
        if (!_objects.TryGetValue((bucket, key), out var versions))
        {
            _objects[(bucket, key)] = versions = [];
        }

        versions.Add(version);
        return version;
    }

    private Version Require(string bucket, string key, string? id) => Find(bucket, key, id) is { Content: not null } version ? version : throw Error(HttpStatusCode.NotFound, "NoSuchKey");

    private Version? Find(string bucket, string key, string? id)
    {
        lock (_lock)
        {
            return _objects.TryGetValue((bucket, key), out var versions)
                ? id is null ? versions[^1] : versions.LastOrDefault(version => version.Id == id)
                : null;
        }
    }

    private static AmazonS3Exception Error(HttpStatusCode status, string code) => new(code, ErrorType.Sender, code, "request", status);

    private sealed record Version(byte[]? Content, string Id, DateTime Modified, string? Sha256, ChecksumType? ChecksumType)
    {
#pragma warning disable CA5351 // S3's ETag is an MD5, and equal contents must have equal ones here too.
        public string ETag { get; } = $"\"{Convert.ToHexStringLower(MD5.HashData(Content ?? []))}\"";
#pragma warning restore CA5351

        public S3ObjectVersion ToListing(string key, bool latest) =>
            new() { Key = key, VersionId = Id, IsLatest = latest, IsDeleteMarker = Content is null, Size = Content?.Length ?? 0, LastModified = Modified };
    }
}
