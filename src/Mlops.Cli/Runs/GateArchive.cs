using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.S3;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;

namespace Mlops.Cli.Runs;

/// <summary>What the gate of a run decided, and the figures that it decided by.</summary>
internal sealed class GateArchive(IAmazonS3 s3, string bucket)
{
    public Task<GateVerdict?> VerdictAsync(string pipeline, string run, CancellationToken cancellationToken) =>
        ReadAsync($"runs/{pipeline}/{run}/gate.json", DomainJson.Wire.GateVerdict, cancellationToken);

    public Task<EvaluationReport?> EvaluationAsync(string pipeline, string run, CancellationToken cancellationToken) =>
        ReadAsync($"runs/{pipeline}/{run}/evaluate/evaluation.json", DomainJson.Wire.EvaluationReport, cancellationToken);

    /// <summary>Where the report for people lies.</summary>
    public string ReportUri(string pipeline, string run) => $"s3://{bucket}/runs/{pipeline}/{run}/evaluate/report.html";

    private async Task<T?> ReadAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
            return await JsonSerializer.DeserializeAsync(response.ResponseStream, type, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
