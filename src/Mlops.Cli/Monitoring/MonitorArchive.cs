using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Cli.Runs;

namespace Mlops.Cli.Monitoring;

/// <summary>The documents of monitorings in the artifacts bucket, newest first.</summary>
internal sealed class MonitorArchive(IAmazonS3 s3, string bucket)
{
    /// <summary>Where people find the report with its charts.</summary>
    public string ReportUri(string pipeline, string monitor) => $"s3://{bucket}/{Key(pipeline, monitor, "report/report.html")}";

    /// <summary>Ids start with their time, so that their order is the monitorings' order.</summary>
    public Task<IReadOnlyList<string>> ListAsync(string pipeline, CancellationToken cancellationToken) =>
        S3Folders.ListAsync(s3, bucket, $"monitor/{pipeline}/", cancellationToken);

    public async Task<Monitored> ReadAsync(string pipeline, string monitor, CancellationToken cancellationToken) => new()
    {
        Monitor = monitor,
        Plan = await DocumentAsync(Key(pipeline, monitor, "plan.json"), cancellationToken),
        Findings = await DocumentAsync(Key(pipeline, monitor, "report/findings.json"), cancellationToken),
        Response = await DocumentAsync(Key(pipeline, monitor, "response.json"), cancellationToken),
    };

    /// <summary>Everything that was found, in full.</summary>
    public Task<JsonObject?> FullReportAsync(string pipeline, string monitor, CancellationToken cancellationToken) =>
        DocumentAsync(Key(pipeline, monitor, "report/monitor.json"), cancellationToken);

    /// <summary>False when there is no report.</summary>
    public async Task<bool> SaveReportAsync(string pipeline, string monitor, string path, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(Key(pipeline, monitor, "report/report.html"), cancellationToken);
        if (response is null)
        {
            return false;
        }

        await using var file = File.Create(path);
        await response.ResponseStream.CopyToAsync(file, cancellationToken);
        return true;
    }

    private static string Key(string pipeline, string monitor, string name) => $"monitor/{pipeline}/{monitor}/{name}";

    private async Task<JsonObject?> DocumentAsync(string key, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(key, cancellationToken);
        try
        {
            return response is null ? null : await JsonNode.ParseAsync(response.ResponseStream, cancellationToken: cancellationToken) as JsonObject;
        }
        catch (JsonException e)
        {
            throw new CliException($"s3://{bucket}/{key} is no JSON: {e.Message}", ExitCode.Failure);
        }
    }

    private async Task<GetObjectResponse?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await s3.GetObjectAsync(bucket, key, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
