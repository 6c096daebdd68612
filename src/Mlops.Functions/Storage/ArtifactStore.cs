using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.S3;
using Amazon.S3.Model;

namespace Mlops.Functions.Storage;

/// <summary>JSON documents in the artifacts bucket, with conditional writes.</summary>
internal sealed class ArtifactStore(IAmazonS3 s3, string bucket)
{
    public string Bucket => bucket;

    /// <summary>Null when the key does not exist.</summary>
    /// <exception cref="BrokenDocumentException">The object is not what its key promises.</exception>
    public async Task<Stored<T>?> ReadAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key }, cancellationToken).ConfigureAwait(false);
            // Parsing while it arrives would bring asynchronous code for every type into the executable, more than any document has bytes.
            using var body = new MemoryStream();
            await response.ResponseStream.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
            body.Position = 0;
            var value = JsonSerializer.Deserialize(body, type);
            return new Stored<T>(value ?? throw new BrokenDocumentException(bucket, key, "it is null"), response.ETag);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw new BrokenDocumentException(bucket, key, exception.Message);
        }
    }

    public async Task<bool> ExistsAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = key }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    public async Task<Stored<T>> RequireAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await ReadAsync(key, type, cancellationToken).ConfigureAwait(false) ?? throw new BrokenDocumentException(bucket, key, "it does not exist");

    public Task WriteAsync<T>(string key, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        WriteTextAsync(key, JsonSerializer.Serialize(value, type), cancellationToken);

    public Task WriteTextAsync(string key, string json, CancellationToken cancellationToken) =>
        s3.PutObjectAsync(Put(key, json), cancellationToken);

    /// <summary>Writes only over <paramref name="expected"/>, or only a new object when that is null. False when somebody else was there first.</summary>
    public async Task<bool> TryWriteAsync<T>(string key, T value, JsonTypeInfo<T> type, string? expected, CancellationToken cancellationToken)
    {
        var request = Put(key, JsonSerializer.Serialize(value, type));
        request.IfMatch = expected;
        request.IfNoneMatch = expected is null ? "*" : null;
        try
        {
            await s3.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        // 412: another content; 409: another write is under way; 404: what was to be replaced is gone.
        catch (AmazonS3Exception exception) when (exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            return exception.ErrorCode == "NoSuchBucket" ? throw new BrokenDocumentException(bucket, key, "the bucket does not exist") : false;
        }
    }

    private PutObjectRequest Put(string key, string json) =>
        new() { BucketName = bucket, Key = key, ContentBody = json, ContentType = "application/json" };
}
