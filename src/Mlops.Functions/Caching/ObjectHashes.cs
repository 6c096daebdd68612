using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;

namespace Mlops.Functions.Caching;

/// <summary>SHA-256 of objects in the artifacts bucket: what S3 computed where it did, else the content is read once.</summary>
internal sealed class ObjectHashes(IAmazonS3 s3, string bucket)
{
    /// <summary>What an object is now; the hash is null where S3 has none of the whole object, and all of it when there is no such object.</summary>
    public async Task<ObjectFacts?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var head = await s3.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = bucket, Key = key, ChecksumMode = ChecksumMode.ENABLED }, cancellationToken).ConfigureAwait(false);
            return new ObjectFacts(Full(head.ChecksumSHA256, head.ChecksumType), head.ContentLength, head.VersionId);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <param name="known">What was hashed before, by key: good for as long as the version is the same.</param>
    /// <returns>Null when there is no such object.</returns>
    public async Task<string?> OfAsync(string key, IReadOnlyDictionary<string, StepOutput> known, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } facts)
        {
            return null;
        }

        var remembered = facts.Version is not null && known.TryGetValue(key, out var output) && output.Version == facts.Version ? output.Sha256 : null;
        return facts.Sha256 ?? remembered ?? await ReadAsync(key, facts.Version, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies server-side and lets S3 hash what it copies.</summary>
    public async Task<CopiedObject> CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var copy = await s3.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = bucket,
                SourceKey = from,
                DestinationBucket = bucket,
                DestinationKey = to,
                ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
            },
            cancellationToken).ConfigureAwait(false);

        // CopyObject hashes the whole object, whatever parts the source was uploaded in; where an answer says otherwise, its content does not.
        var sha256 = Full(copy.ChecksumSHA256, copy.ChecksumType) ?? await ReadAsync(to, copy.VersionId, cancellationToken).ConfigureAwait(false);
        return new CopiedObject(sha256, copy.SourceVersionId, copy.VersionId);
    }

    private async Task<string> ReadAsync(string key, string? version, CancellationToken cancellationToken)
    {
        using var content = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key }, cancellationToken).ConfigureAwait(false);
        return version is null || content.VersionId == version
            ? await ContentHash.OfAsync(content.ResponseStream, cancellationToken).ConfigureAwait(false)
            : throw new AmazonS3Exception($"{key} was overwritten while it was hashed.");
    }

    private static string? Full(string? checksum, ChecksumType? type) => type == ChecksumType.COMPOSITE ? null : ContentHash.FromBase64(checksum);
}

/// <summary>An object as it is now.</summary>
internal sealed record ObjectFacts(string? Sha256, long Size, string? Version);

/// <summary>What a copy holds, which version it was made from, and which it became.</summary>
internal sealed record CopiedObject(string Sha256, string? SourceVersion, string? Version);
