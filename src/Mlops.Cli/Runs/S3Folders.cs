using Amazon.S3;
using Amazon.S3.Model;

namespace Mlops.Cli.Runs;

/// <summary>Runs and monitorings lie in folders named by ids that start with their time.</summary>
internal static class S3Folders
{
    /// <summary>The names of the folders right under a prefix, the newest first.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(IAmazonS3 s3, string bucket, string prefix, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, Delimiter = "/" };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellationToken);
            ids.AddRange((page.CommonPrefixes ?? []).Select(item => item[prefix.Length..].TrimEnd('/')));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);

        return [.. ids.OrderDescending(StringComparer.Ordinal)];
    }
}
