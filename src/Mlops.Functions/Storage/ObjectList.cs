using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Functions.Executions;

namespace Mlops.Functions.Storage;

/// <summary>Objects under a prefix in the order of their keys, page by page.</summary>
internal sealed class ObjectList(IAmazonS3 s3, string bucket)
{
    public string Bucket => bucket;

    /// <param name="after">Begins behind this key, which need not exist.</param>
    public async IAsyncEnumerable<ListedObject> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, StartAfter = after };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.S3Objects ?? [])
            {
                yield return new ListedObject(item.Key, item.LastModified.ToInstant(), item.Size ?? 0);
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }
}

/// <summary>A key, when its object was last changed, and its size in bytes.</summary>
internal readonly record struct ListedObject(string Key, DateTimeOffset Modified, long Size);
