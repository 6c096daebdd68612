using LocalCloud.Api;

namespace LocalCloud.S3;

/// <summary>
/// Moves files between S3 and the disk for engines that run code (a Lambda's package, a job's channels and outputs),
/// as the role that they run it for.
/// </summary>
public sealed class S3Transfer(S3Engine s3)
{
    public async Task DownloadObjectAsync(S3Caller caller, GetObjectRequest request, string path, CancellationToken cancellationToken)
    {
        var reading = s3.GetObject(caller, request);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var content = reading.OpenRead();
        await using var file = File.Create(path);
        await content.CopyToAsync(file, cancellationToken);
    }

    /// <summary>
    /// Downloads every object under <paramref name="prefix"/> to its key's rest below <paramref name="folder"/>; answers the
    /// keys. A key that would leave the folder is refused before anything is written.
    /// </summary>
    public async Task<IReadOnlyList<string>> DownloadPrefixAsync(
        S3Caller caller, string bucket, string prefix, string folder, CancellationToken cancellationToken)
    {
        var targets = Keys(caller, bucket, prefix).Select(key => (Key: key, Path: PathFor(folder, prefix, key))).ToList();
        foreach (var (key, path) in targets.Where(target => !target.Key.EndsWith('/')))
        {
            await DownloadObjectAsync(caller, new() { Bucket = bucket, Key = key }, path, cancellationToken);
        }

        return [.. targets.Select(target => target.Key)];
    }

    public async Task<ObjectVersion> UploadFileAsync(S3Caller caller, string bucket, string key, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await s3.PutObjectAsync(caller, new() { Bucket = bucket, Key = key, Body = file }, cancellationToken);
    }

    /// <summary>Uploads every file below <paramref name="folder"/> under <paramref name="prefix"/>, in name order; answers the keys.</summary>
    public async Task<IReadOnlyList<string>> UploadFolderAsync(
        S3Caller caller, string bucket, string prefix, string folder, CancellationToken cancellationToken)
    {
        var root = prefix.Length == 0 || prefix.EndsWith('/') ? prefix : prefix + "/";
        var keys = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var key = root + Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            await UploadFileAsync(caller, bucket, key, path, cancellationToken);
            keys.Add(key);
        }

        return keys;
    }

    private static string PathFor(string folder, string prefix, string key)
    {
        // A prefix may name an object itself ("models/a.tar.gz"): then its file name is what is left.
        var rest = key == prefix ? key[(key.LastIndexOf('/') + 1)..] : key[prefix.Length..].TrimStart('/');
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, rest));
        return path.StartsWith(root, StringComparison.Ordinal)
            ? path
            : throw AwsException.Validation($"The key '{key}' would be stored outside of the folder it is downloaded to. Rename the object.");
    }

    /// <summary>Every key that starts with <paramref name="prefix"/>, in S3's order, page by page as it is asked for.</summary>
    public IEnumerable<string> Keys(S3Caller caller, string bucket, string prefix)
    {
        string? token = null;
        do
        {
            var page = s3.ListObjects(caller, new() { Keys = new() { Bucket = bucket, Prefix = prefix }, ContinuationToken = token });
            foreach (var listed in page.Contents)
            {
                yield return listed.Key;
            }

            token = page.NextContinuationToken;
        }
        while (token is not null);
    }
}
