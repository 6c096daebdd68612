using LocalCloud.Api;

namespace LocalCloud.S3;

/// <summary>What S3's operations share.</summary>
internal sealed record S3Parts(
    CloudIdentity Identity, BucketCatalog Buckets, ObjectCatalog Objects, BlobStore Blobs, TimeProvider Time)
{
    public required S3Access Access { get; init; }

    public required ObjectEvents Events { get; init; }

    /// <summary>The engine of the account that owns a bucket, when that is another one's: names are global.</summary>
    public Func<string, S3Engine?> Elsewhere { get; init; } = _ => null;
}
