using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace Mlops.Functions.Storage;

/// <summary>The files of the data bucket as they are now, each with the id of its version.</summary>
internal sealed class CurrentVersions(IAmazonS3 s3, string bucket)
{
    public async IAsyncEnumerable<S3ObjectVersion> ListAsync(IReadOnlyList<string> prefixes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var prefix in prefixes)
        {
            await foreach (var version in ListAsync(prefix, cancellationToken).ConfigureAwait(false))
            {
                yield return version;
            }
        }
    }

    private async IAsyncEnumerable<S3ObjectVersion> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListVersionsRequest { BucketName = bucket, Prefix = prefix };
        bool truncated;
        do
        {
            var page = await s3.ListVersionsAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var version in page.Versions ?? [])
            {
                // A key that ends in a slash is how consoles mark a folder.
                if (version.IsLatest == true && version.IsDeleteMarker != true && !version.Key.EndsWith('/'))
                {
                    yield return version;
                }
            }

            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
            truncated = page.IsTruncated == true;
        }
        while (truncated);
    }
}
