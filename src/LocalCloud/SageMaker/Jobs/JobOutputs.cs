using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>Takes a job's output to S3, as the job's role.</summary>
internal sealed class JobOutputs(IObjectStore objects, RoleSession role)
{
    public async Task UploadFolderAsync(string folder, S3Uri target, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await UploadAsync(path, target.Append(Path.GetRelativePath(folder, path)), cancellationToken);
        }
    }

    /// <summary>Packs the folder into one archive; false when there is nothing in it.</summary>
    public async Task<bool> UploadArchiveAsync(string folder, string temporary, S3Uri target, CancellationToken cancellationToken)
    {
        if (!Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any())
        {
            return false;
        }

        await Archives.PackAsync(folder, temporary, cancellationToken);
        await UploadAsync(temporary, target, cancellationToken);
        return true;
    }

    private async Task UploadAsync(string path, S3Uri target, CancellationToken cancellationToken)
    {
        try
        {
            await objects.UploadAsync(role.Principal, path, target.Bucket, target.Key, cancellationToken);
        }
        catch (AwsException exception)
        {
            throw new JobFailureException($"ClientError: Artifact upload failed:{exception.Message} (target {target}, error code {exception.Code})");
        }
    }
}
