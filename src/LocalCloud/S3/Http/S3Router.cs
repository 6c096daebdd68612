using LocalCloud.Api;

namespace LocalCloud.S3.Http;

/// <summary>
/// Which operation a request names: method, whether it has a bucket and a key, and the subresource in its query string.
/// What is not in the table is refused by name, never answered as something else.
/// </summary>
internal sealed class S3Router
{
    private static readonly HashSet<string> Subresources = new(StringComparer.Ordinal)
    {
        "accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering", "inventory",
        "legal-hold", "lifecycle", "location", "logging", "metadataTable", "metrics", "notification", "object-lock", "ownershipControls",
        "partNumber", "policy", "policyStatus", "publicAccessBlock", "renameObject", "replication", "requestPayment", "restore",
        "retention", "select", "session", "tagging", "torrent", "uploadId", "uploads", "versioning", "versions", "website",
    };

    private readonly Dictionary<string, Route> _routes;

    public S3Router(S3Engine s3)
    {
        var buckets = new BucketRoutes(s3);
        var objects = new ObjectRoutes(s3);
        var listings = new ListingRoutes(s3);
        var uploads = new MultipartRoutes(s3);
        var tags = new TaggingRoutes(s3);
        _routes = new(StringComparer.Ordinal)
        {
            ["GET service"] = new("ListBuckets", buckets.ListAsync),
            ["PUT bucket"] = new("CreateBucket", buckets.CreateAsync),
            ["DELETE bucket"] = new("DeleteBucket", buckets.DeleteAsync),
            ["HEAD bucket"] = new("HeadBucket", buckets.HeadAsync),
            ["GET bucket location"] = new("GetBucketLocation", buckets.GetLocationAsync),
            ["GET bucket versioning"] = new("GetBucketVersioning", buckets.GetVersioningAsync),
            ["PUT bucket versioning"] = new("PutBucketVersioning", buckets.PutVersioningAsync),
            ["GET bucket policy"] = new("GetBucketPolicy", buckets.GetPolicyAsync),
            ["PUT bucket policy"] = new("PutBucketPolicy", buckets.PutPolicyAsync),
            ["DELETE bucket policy"] = new("DeleteBucketPolicy", buckets.DeletePolicyAsync),
            ["GET bucket notification"] = new("GetBucketNotificationConfiguration", buckets.GetNotificationAsync),
            ["PUT bucket notification"] = new("PutBucketNotificationConfiguration", buckets.PutNotificationAsync),
            ["GET bucket list-type"] = new("ListObjectsV2", listings.ListObjectsAsync),
            ["GET bucket"] = new("ListObjects", listings.ListObjectsByMarkerAsync),
            ["GET bucket versions"] = new("ListObjectVersions", listings.ListVersionsAsync),
            ["POST bucket delete"] = new("DeleteObjects", listings.DeleteObjectsAsync),
            ["GET object"] = new("GetObject", objects.GetAsync),
            ["HEAD object"] = new("HeadObject", objects.HeadAsync),
            ["PUT object"] = new("PutObject", objects.PutAsync),
            ["PUT object copy"] = new("CopyObject", objects.CopyAsync),
            ["GET object attributes"] = new("GetObjectAttributes", objects.GetAttributesAsync),
            ["GET object tagging"] = new("GetObjectTagging", tags.GetAsync),
            ["PUT object tagging"] = new("PutObjectTagging", tags.PutAsync),
            ["DELETE object tagging"] = new("DeleteObjectTagging", tags.DeleteAsync),
            ["DELETE object"] = new("DeleteObject", objects.DeleteAsync),
            ["POST object uploads"] = new("CreateMultipartUpload", uploads.CreateAsync),
            ["PUT object partNumber&uploadId"] = new("UploadPart", uploads.UploadPartAsync),
            ["PUT object partNumber&uploadId&copy"] = new("UploadPartCopy", uploads.UploadPartCopyAsync),
            ["GET bucket uploads"] = new("ListMultipartUploads", uploads.ListAsync),
            ["GET object uploadId"] = new("ListParts", uploads.ListPartsAsync),
            ["POST object uploadId"] = new("CompleteMultipartUpload", uploads.CompleteAsync),
            ["DELETE object uploadId"] = new("AbortMultipartUpload", uploads.AbortAsync),
        };
    }

    public IEnumerable<string> Operations => _routes.Values.Select(route => route.Operation);

    public Route Find(S3Exchange exchange)
    {
        var name = Name(exchange);
        return _routes.TryGetValue(name, out var route)
            ? route
            : throw new AwsException("NotImplemented", 501,
                $"LocalCloud does not serve S3's '{name}'. Served: {string.Join(", ", Operations.Order(StringComparer.Ordinal))}.");
    }

    private static string Name(S3Exchange exchange)
    {
        var level = exchange.Bucket.Length == 0 ? "service" : exchange.Key.Length == 0 ? "bucket" : "object";
        var subresources = exchange.QueryNames.Where(Subresources.Contains).Order(StringComparer.Ordinal).ToList();
        if (level == "bucket" && exchange.Query("list-type") == "2" && subresources.Count == 0)
        {
            subresources.Add("list-type");
        }

        if (exchange.Method == "PUT" && level == "object" && exchange.Header("x-amz-copy-source") is not null)
        {
            subresources.Add("copy");
        }

        return subresources.Count == 0 ? $"{exchange.Method} {level}" : $"{exchange.Method} {level} {string.Join('&', subresources)}";
    }

    internal sealed record Route(string Operation, Func<S3Exchange, CancellationToken, Task> Handle);
}
