using System.Collections.Concurrent;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Tests.Processes;

/// <summary>Objects in memory by <c>bucket/key</c>; keys in <see cref="Denied"/> are refused.</summary>
internal sealed class FakeObjectStore : IObjectStore
{
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    public HashSet<string> Denied { get; } = [];

    /// <summary>Everything below it is refused, too.</summary>
    public string? DeniedPrefix { get; set; }

    /// <summary>What every upload waits for.</summary>
    public Task Uploading { get; set; } = Task.CompletedTask;

    public ConcurrentQueue<string> Callers { get; } = new();

    public string Text(string bucketAndKey) => System.Text.Encoding.UTF8.GetString(Objects[bucketAndKey]);

    public void Put(string bucketAndKey, string text) => Objects[bucketAndKey] = System.Text.Encoding.UTF8.GetBytes(text);

    public async Task DownloadAsync(Principal principal, string bucket, string key, string path, CancellationToken cancellationToken)
    {
        Check(principal, bucket, key);
        await File.WriteAllBytesAsync(path, Objects.TryGetValue($"{bucket}/{key}", out var bytes)
            ? bytes
            : throw new AwsException("NoSuchKey", 404, "The specified key does not exist."), cancellationToken);
    }

    public Task<IReadOnlyList<string>> ListKeysAsync(Principal principal, string bucket, string prefix, CancellationToken cancellationToken)
    {
        Check(principal, bucket, prefix);
        return Task.FromResult<IReadOnlyList<string>>(
            [.. Objects.Keys.Where(name => name.StartsWith($"{bucket}/{prefix}", StringComparison.Ordinal)).Select(name => name[(bucket.Length + 1)..]).Order(StringComparer.Ordinal)]);
    }

    public async Task UploadAsync(Principal principal, string path, string bucket, string key, CancellationToken cancellationToken)
    {
        Check(principal, bucket, key);
        await Uploading;
        Objects[$"{bucket}/{key}"] = await File.ReadAllBytesAsync(path, cancellationToken);
    }

    private void Check(Principal principal, string bucket, string key)
    {
        Callers.Enqueue(principal.Arn);
        if (Denied.Contains($"{bucket}/{key}") || (DeniedPrefix is { } prefix && $"{bucket}/{key}".StartsWith(prefix, StringComparison.Ordinal)))
        {
            throw new AwsException("AccessDenied", 403, $"User: {principal.Arn} is not authorized to perform: s3 on {bucket}/{key}");
        }
    }
}
