using LocalCloud.Api;

namespace LocalCloud.Processes;

/// <summary>
/// S3 as the engines that run processes need it: every call is made, and authorized, as the given principal and fails with
/// S3's own <see cref="AwsException"/>.
/// </summary>
public interface IObjectStore
{
    /// <summary>Writes the object's newest version to a file, replacing it; the folder exists already.</summary>
    Task DownloadAsync(Principal principal, string bucket, string key, string path, CancellationToken cancellationToken);

    /// <summary>Every key that starts with the prefix, in S3's order.</summary>
    Task<IReadOnlyList<string>> ListKeysAsync(Principal principal, string bucket, string prefix, CancellationToken cancellationToken);

    Task UploadAsync(Principal principal, string path, string bucket, string key, CancellationToken cancellationToken);
}
