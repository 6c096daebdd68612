using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.S3;

namespace LocalCloud.Hosting;

/// <summary>S3 for the engines that run processes, each call made as the role that the process runs for.</summary>
internal sealed class S3ObjectStore(S3Engine s3) : IObjectStore
{
    private readonly S3Transfer _transfer = new(s3);

    public Task DownloadAsync(Principal principal, string bucket, string key, string path, CancellationToken cancellationToken) =>
        _transfer.DownloadObjectAsync(principal, new GetObjectRequest { Bucket = bucket, Key = key }, path, cancellationToken);

    public async Task<string> ReadTextAsync(Principal principal, string bucket, string key, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(s3.GetObject(principal, new GetObjectRequest { Bucket = bucket, Key = key }).OpenRead());
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public Task<IReadOnlyList<string>> ListKeysAsync(Principal principal, string bucket, string prefix, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _transfer.Keys(principal, bucket, prefix)]);

    public Task UploadAsync(Principal principal, string path, string bucket, string key, CancellationToken cancellationToken) =>
        _transfer.UploadFileAsync(principal, bucket, key, path, cancellationToken);
}
