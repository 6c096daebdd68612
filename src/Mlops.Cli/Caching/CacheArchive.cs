using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;

namespace Mlops.Cli.Caching;

/// <summary>What the artifacts bucket keeps of steps' results: entries under <c>cache/</c>, their files under <c>steps/</c>.</summary>
internal sealed class CacheArchive(IAmazonS3 s3, string bucket)
{
    private const string Entries = "cache/", Files = "steps/";

    // What S3 takes in one call.
    private const int Batch = 1000;

    /// <summary>Every entry, by step and the newest first; one that does not read is null.</summary>
    public async Task<IReadOnlyList<KeptEntry>> EntriesAsync(CancellationToken cancellationToken)
    {
        var found = new List<KeptEntry>();
        foreach (var item in await ListAsync(Entries, cancellationToken))
        {
            if (await ReadAsync(item.Key, cancellationToken) is { } entry)
            {
                found.Add(entry);
            }
        }

        return [.. found.OrderBy(each => each.ObjectKey.Split('/')[1], StringComparer.Ordinal).ThenByDescending(each => each.Entry?.CreatedAt)];
    }

    public async Task<IReadOnlyList<KeptFile>> FilesAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(Files, cancellationToken)).Select(KeptFile.Of).OfType<KeptFile>()];

    public async Task DeleteAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var some in keys.Chunk(Batch))
        {
            await s3.DeleteObjectsAsync(
                new DeleteObjectsRequest { BucketName = bucket, Objects = [.. some.Select(key => new KeyVersion { Key = key })], Quiet = true }, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<S3Object>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var items = new List<S3Object>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellationToken);
            items.AddRange(page.S3Objects ?? []);
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);

        return items;
    }

    /// <summary>Null when it is gone since it was listed.</summary>
    private async Task<KeptEntry?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
            return new KeptEntry(key, await JsonSerializer.DeserializeAsync(response.ResponseStream, DomainJson.Wire.CacheEntry, cancellationToken));
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (JsonException)
        {
            return new KeptEntry(key, null);
        }
    }
}

/// <summary>An object under <c>cache/</c>, and the entry in it where it is one.</summary>
internal sealed record KeptEntry(string ObjectKey, CacheEntry? Entry);
