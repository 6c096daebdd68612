using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Runs;

/// <summary>The records of runs in the artifacts bucket, newest first.</summary>
public sealed class RunArchive(IAmazonS3 s3, string bucket)
{
    public async Task<RunRecord?> FindAsync(string pipeline, string run, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, $"runs/{pipeline}/{run}/run.json", cancellationToken);
            return await JsonSerializer.DeserializeAsync(response.ResponseStream, DomainJson.Wire.RunRecord, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Run ids start with their time, so that their order is the runs' order.</summary>
    public Task<IReadOnlyList<string>> ListAsync(string pipeline, CancellationToken cancellationToken) =>
        S3Folders.ListAsync(s3, bucket, $"runs/{pipeline}/", cancellationToken);

    public async Task<IReadOnlyList<RunRecord>> NewestAsync(string pipeline, int count, CancellationToken cancellationToken)
    {
        var runs = new List<RunRecord>();
        foreach (var id in (await ListAsync(pipeline, cancellationToken)).Take(count))
        {
            if (await FindAsync(pipeline, id, cancellationToken) is { } run)
            {
                runs.Add(run);
            }
        }

        return runs;
    }
}
