using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>Fetches the archive that a request names (inline, or in S3 as the caller) and unpacks it.</summary>
internal sealed class DeploymentPackages(ComputeContext context, CodeStore code)
{
    private readonly string _temporary = Path.Combine(context.Identity.StateFolder, "lambda", "incoming");
    private long _count;

    /// <summary>Hash and size of the archive, whose bootstrap must be for one of the architectures.</summary>
    public async Task<(string Sha256, long Size)> AddAsync(
        JsonObject source, IReadOnlyList<string> architectures, Principal caller, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_temporary);
        var archive = Path.Combine(_temporary, Interlocked.Increment(ref _count) + ".zip");
        try
        {
            await FetchAsync(source, caller, archive, cancellationToken);
            var sha256 = code.Add(archive);
            BootstrapArchitecture.Check(code.FolderOf(sha256), architectures);
            return (sha256, new FileInfo(archive).Length);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private async Task FetchAsync(JsonObject source, Principal caller, string archive, CancellationToken cancellationToken)
    {
        if (source.TextOrNull("ZipFile") is { } inline)
        {
            await File.WriteAllBytesAsync(archive, Convert.FromBase64String(inline), cancellationToken);
            return;
        }

        if (source["ImageUri"] is not null || source["S3ObjectVersion"] is not null)
        {
            throw Invalid("Container images and S3ObjectVersion are not served by LocalCloud; give ZipFile, or S3Bucket and S3Key.");
        }

        if ((source.TextOrNull("S3Bucket"), source.TextOrNull("S3Key")) is not ({ } bucket, { } key))
        {
            throw Invalid("Please provide a source for function code.");
        }

        try
        {
            await context.Objects.DownloadAsync(caller, bucket, key, archive, cancellationToken);
        }
        catch (AwsException exception) when (exception.Code is not "AccessDenied" and not "AccessDeniedException")
        {
            throw Invalid($"Error occurred while GetObject. S3 Error Code: {exception.Code}. S3 Error Message: {exception.Message}");
        }
    }

    private static AwsException Invalid(string message) => new("InvalidParameterValueException", 400, message);
}
