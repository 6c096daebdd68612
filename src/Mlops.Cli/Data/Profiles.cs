using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Runs;
using Mlops.Domain.Contracts;
using Mlops.Domain.Datasets;
using Mlops.Domain.Json;

namespace Mlops.Cli.Data;

/// <summary>Profiles files of this machine, or those that a run learned from.</summary>
internal static class Profiles
{
    public static async Task<DataProfile> OfFilesAsync(Workspace workspace, IReadOnlyList<FileInfo> files, CancellationToken cancellationToken)
    {
        using var job = new AlgorithmJob(workspace);
        await job.PutAsync(files, file => file.Name, cancellationToken);
        await job.RunAsync("profile", cancellationToken);
        return job.Read("profile.json", DomainJson.Wire.DataProfile);
    }

    public static async Task<DataProfile> OfRunAsync(CliContext context, Connection connection, Product product, (string Pipeline, string Run) run, CancellationToken cancellationToken)
    {
        using var job = new AlgorithmJob(context.Workspace());
        var manifest = await ManifestAsync(connection.S3, product.ArtifactsBucket, $"runs/{run.Pipeline}/{run.Run}/manifest.json", cancellationToken)
            ?? throw new CliException($"{run.Run} has no manifest: it ended before it took a snapshot of the data.");
        context.Output.Step($"Fetching {manifest.Contents().Count} frozen files of {run.Run} …");
        foreach (var sha256 in manifest.Contents())
        {
            using var response = await connection.S3.GetObjectAsync(product.ArtifactsBucket, $"objects/{sha256}", cancellationToken);
            await response.WriteResponseStreamToFileAsync(job.Content(sha256), append: false, cancellationToken);
        }

        job.Put(manifest);
        await job.RunAsync("profile", cancellationToken);
        return job.Read("profile.json", DomainJson.Wire.DataProfile);
    }

    private static async Task<DatasetManifest?> ManifestAsync(IAmazonS3 s3, string bucket, string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key }, cancellationToken);
            return await System.Text.Json.JsonSerializer.DeserializeAsync(response.ResponseStream, DomainJson.Wire.DatasetManifest, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
