using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.S3;

namespace LocalCloud.Hosting;

/// <summary>S3 for the engines that run processes, each call made as the role that the process runs for, at the engine of the bucket's owner.</summary>
internal sealed class S3ObjectStore(Func<string, S3Engine> ownerOf) : IObjectStore
{
    public Task DownloadAsync(Principal principal, string bucket, string key, string path, CancellationToken cancellationToken) =>
        Transfer(bucket).DownloadObjectAsync(principal, new GetObjectRequest { Bucket = bucket, Key = key }, path, cancellationToken);

    public async Task<string> ReadTextAsync(Principal principal, string bucket, string key, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(ownerOf(bucket).GetObject(principal, new GetObjectRequest { Bucket = bucket, Key = key }).OpenRead());
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public Task<IReadOnlyList<string>> ListKeysAsync(Principal principal, string bucket, string prefix, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Transfer(bucket).Keys(principal, bucket, prefix)]);

    public Task UploadAsync(Principal principal, string path, string bucket, string key, CancellationToken cancellationToken) =>
        Transfer(bucket).UploadFileAsync(principal, bucket, key, path, cancellationToken);

    private S3Transfer Transfer(string bucket) => new(ownerOf(bucket));
}
