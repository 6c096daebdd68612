using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.S3;

/// <summary>
/// S3 without its wire: every operation as a typed call by a caller whom IAM is asked about. Errors are
/// <see cref="AwsException"/> with S3's codes. Contents live under <c>s3/blobs</c> of the state folder.
/// </summary>
public sealed class S3Engine
{
    private readonly S3Parts _parts;
    private readonly ObjectReader _reader;
    private readonly ObjectWriter _writer;
    private readonly ObjectDeleter _deleter;
    private readonly ObjectLister _lister;
    private readonly ObjectTags _tags;

    public S3Engine(CloudIdentity identity, DocumentStore store, TimeProvider time, IAuthorizer authorizer, Func<IEventPublisher> events, Func<string, S3Engine?>? elsewhere = null)
    {
        var blobs = new BlobStore(identity.StateFolder, store);
        var buckets = new BucketCatalog(store);
        var parts = _parts = new S3Parts(identity, buckets, new(store, blobs, buckets), blobs, time)
        {
            Access = new(authorizer),
            Events = new(events),
            Elsewhere = elsewhere ?? (_ => null),
        };
        _reader = new(parts);
        _writer = new(parts, _reader);
        _deleter = new(parts);
        _lister = new(parts);
        _tags = new(parts);
        Uploads = new(parts, store);
        Buckets = new(parts, Uploads);
        Identity = identity;
    }

    public Buckets Buckets { get; }

    public MultipartUploads Uploads { get; }

    public CloudIdentity Identity { get; }

    public Task<ObjectVersion> PutObjectAsync(S3Caller caller, PutObjectRequest request, CancellationToken cancellationToken) =>
        _writer.PutAsync(caller, request, cancellationToken);

    public Task<CopyObjectResult> CopyObjectAsync(S3Caller caller, CopyObjectRequest request, CancellationToken cancellationToken) =>
        _writer.CopyAsync(caller, request, cancellationToken);

    public ObjectReading GetObject(S3Caller caller, GetObjectRequest request) => _reader.Get(caller, request, "GET");

    /// <summary>What a part is copied from, in whichever account's bucket it is.</summary>
    internal ObjectReading GetCopySource(S3Caller caller, GetObjectRequest request) => (_parts.Elsewhere(request.Bucket) ?? this).GetObject(caller, request);

    /// <summary>What a copy into another account's bucket reads.</summary>
    internal (ObjectVersion Version, Stream Content) ReadForCopy(S3Caller caller, CopyObjectRequest request) => _reader.ReadForCopy(caller, request);

    public ObjectReading HeadObject(S3Caller caller, GetObjectRequest request) => _reader.Get(caller, request, "HEAD");

    public ObjectVersion GetObjectAttributes(S3Caller caller, GetObjectRequest request) => _reader.GetAttributes(caller, request);

    public ObjectVersion GetObjectTagging(S3Caller caller, string bucket, string key, string? versionId) => _tags.Get(caller, bucket, key, versionId);

    public ObjectVersion PutObjectTagging(S3Caller caller, string bucket, string key, string? versionId, IReadOnlyDictionary<string, string> tags) =>
        _tags.Put(caller, bucket, key, versionId, tags, "Put");

    public ObjectVersion DeleteObjectTagging(S3Caller caller, string bucket, string key, string? versionId) =>
        _tags.Put(caller, bucket, key, versionId, new Dictionary<string, string>(), "Delete");

    public Task<DeleteObjectResult> DeleteObjectAsync(S3Caller caller, DeleteObjectRequest request, CancellationToken cancellationToken) =>
        _deleter.DeleteAsync(caller, request, cancellationToken);

    public ListObjectsResult ListObjects(S3Caller caller, ListObjectsRequest request) => _lister.List(caller, request);

    public ListObjectVersionsResult ListObjectVersions(S3Caller caller, ListObjectVersionsRequest request) =>
        _lister.ListVersions(caller, request);
}
