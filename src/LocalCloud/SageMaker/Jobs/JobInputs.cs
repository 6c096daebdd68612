using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>Brings a job's input from S3 (a prefix, or the objects that a manifest names) into a folder, as the job's role.</summary>
internal sealed class JobInputs(IObjectStore objects, RoleSession role)
{
    public async Task DownloadAsync(string type, string uri, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        try
        {
            var source = S3Uri.Parse(uri);
            var files = type == "ManifestFile" ? await ManifestAsync(source, folder, cancellationToken) : await PrefixAsync(source, cancellationToken);
            foreach (var (from, name) in files)
            {
                var path = SafePath.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await objects.DownloadAsync(role.Principal, from.Bucket, from.Key, path, cancellationToken);
            }
        }
        catch (AwsException exception)
        {
            throw new JobFailureException($"ClientError: Data download failed:{exception.Message} (source {uri}, error code {exception.Code})");
        }
        catch (InvalidDataException exception)
        {
            throw new JobFailureException($"ClientError: Data download failed:{exception.Message} (source {uri})");
        }
    }

    private async Task<List<(S3Uri From, string Name)>> PrefixAsync(S3Uri prefix, CancellationToken cancellationToken)
    {
        var keys = await objects.ListKeysAsync(role.Principal, prefix.Bucket, prefix.Key, cancellationToken);
        var files = keys.Where(key => !key.EndsWith('/')).Select(key => (new S3Uri(prefix.Bucket, key), NameUnder(prefix.Key, key))).ToList();
        return files.Count > 0
            ? files
            : throw new JobFailureException(
                $"ClientError: No S3 objects found under S3 URL \"{prefix}\" given in input data source. Please ensure that the bucket exists, that objects exist under that S3 prefix, and that the role \"{role.Principal.RoleArn}\" has \"s3:ListBucket\" permissions on bucket \"{prefix.Bucket}\".");
    }

    /// <summary>Relative to the prefix when it names a folder, else to the folder that the prefix's last piece is in.</summary>
    private static string NameUnder(string prefix, string key)
    {
        var isFolder = prefix.Length == 0 || prefix.EndsWith('/') || (key.Length > prefix.Length && key[prefix.Length] == '/');
        return isFolder ? key[prefix.Length..].TrimStart('/') : key[(prefix.LastIndexOf('/') + 1)..];
    }

    /// <summary>The manifest is an array: first <c>{"prefix": …}</c>, then keys relative to it.</summary>
    private async Task<List<(S3Uri From, string Name)>> ManifestAsync(S3Uri manifest, string folder, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(folder)!, Path.GetFileName(folder) + ".manifest");
        await objects.DownloadAsync(role.Principal, manifest.Bucket, manifest.Key, temporary, cancellationToken);
        try
        {
            var text = await File.ReadAllTextAsync(temporary, cancellationToken);
            return JsonNode.Parse(text) is JsonArray { Count: > 0 } items && (items[0] as JsonObject)?.TextOrNull("prefix") is { } prefix
                ? [.. items.Skip(1).Select(item => item!.GetValue<string>()).Select(name => (S3Uri.Parse(prefix + name), name))]
                : throw Malformed(manifest, "its first element must be {\"prefix\": \"s3://…\"}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Malformed(manifest, exception.Message);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static JobFailureException Malformed(S3Uri manifest, string why) => new($"ClientError: Manifest file {manifest} is not valid: {why}");
}
