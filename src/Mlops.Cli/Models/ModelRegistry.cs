using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.S3;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Runs;
using Mlops.Domain.Json;

namespace Mlops.Cli.Models;

/// <summary>The versions of pipelines' models: the packages in SageMaker's registry, with what the artifacts bucket knows of them.</summary>
public sealed class ModelRegistry(Connection connection, Product product)
{
    private readonly RunArchive _runs = new(connection.S3, product.ArtifactsBucket);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ModelVersion>> NewestAsync(string pipeline, int count, CancellationToken cancellationToken)
    {
        var champion = await ReadAsync($"champions/{pipeline}.json", DomainJson.Wire.ChampionPointer, cancellationToken);
        var versions = new List<ModelVersion>();
        await foreach (var package in PackagesAsync(pipeline, cancellationToken))
        {
            versions.Add(await DescribeAsync(pipeline, package, champion?.Package, cancellationToken));
            if (versions.Count == count)
            {
                break;
            }
        }

        return versions;
    }

    /// <summary>The version that is meant by its number, its run's id, or the beginning of one.</summary>
    /// <exception cref="CliException">There is none, or the beginning is of several.</exception>
    public async Task<ModelVersion> FindAsync(IReadOnlyList<string> pipelines, string reference, CancellationToken cancellationToken)
    {
        var found = new List<ModelVersion>();
        foreach (var pipeline in pipelines)
        {
            found.AddRange(await FindAsync(pipeline, reference, cancellationToken));
        }

        return found switch
        {
            [{ } only] => only,
            [] => throw new CliException($"{string.Join(" and ", pipelines)} {(pipelines.Count == 1 ? "has" : "have")} no version or run '{reference}' in the registry; 'mlops models' lists what there is."),
            _ => throw new CliException($"'{reference}' may mean {string.Join(", ", found.Take(5).Select(version => version.Name))}; say more of the run, or say which pipeline with --pipeline."),
        };
    }

    public async Task<T?> ReadAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await connection.S3.GetObjectAsync(product.ArtifactsBucket, key, cancellationToken);
            return await JsonSerializer.DeserializeAsync(response.ResponseStream, type, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<ModelVersion>> FindAsync(string pipeline, string reference, CancellationToken cancellationToken)
    {
        var champion = await ReadAsync($"champions/{pipeline}.json", DomainJson.Wire.ChampionPointer, cancellationToken);
        var (ofVersion, ofRun) = (new List<ModelPackageSummary>(), new List<ModelPackageSummary>());
        await foreach (var package in PackagesAsync(pipeline, cancellationToken))
        {
            if (package.ModelPackageVersion?.ToString(CultureInfo.InvariantCulture) == reference)
            {
                ofVersion.Add(package);
            }
            else if (package.ModelPackageDescription?.Contains($"run {reference}", StringComparison.Ordinal) == true)
            {
                ofRun.Add(package);
            }
        }

        // Version 2 is meant by "2", though every run begins with it.
        var found = new List<ModelVersion>();
        foreach (var package in ofVersion.Count > 0 ? ofVersion : ofRun)
        {
            found.Add(await DescribeAsync(pipeline, package, champion?.Package, cancellationToken));
        }

        return found;
    }

    private async IAsyncEnumerable<ModelPackageSummary> PackagesAsync(string pipeline, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListModelPackagesRequest { ModelPackageGroupName = $"mlops-{pipeline}", SortBy = ModelPackageSortBy.CreationTime, SortOrder = SortOrder.Descending, MaxResults = 100 };
        do
        {
            var page = await connection.SageMaker.ListModelPackagesAsync(request, cancellationToken);
            foreach (var package in page.ModelPackageSummaryList ?? [])
            {
                yield return package;
            }

            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);
    }

    private async Task<ModelVersion> DescribeAsync(string pipeline, ModelPackageSummary package, string? champion, CancellationToken cancellationToken)
    {
        var described = await connection.SageMaker.DescribeModelPackageAsync(new DescribeModelPackageRequest { ModelPackageName = package.ModelPackageArn }, cancellationToken);
        var properties = described.CustomerMetadataProperties ?? [];
        var run = properties.GetValueOrDefault("run");
        return new ModelVersion
        {
            Pipeline = pipeline,
            Version = described.ModelPackageVersion ?? 0,
            Package = package.ModelPackageArn,
            CreatedAt = new DateTimeOffset(DateTime.SpecifyKind((described.CreationTime ?? default).ToUniversalTime(), DateTimeKind.Utc)),
            Approval = described.ModelApprovalStatus.Value,
            ApprovalDescription = described.ApprovalDescription,
            ChangedBy = described.LastModifiedBy?.UserProfileArn ?? described.LastModifiedBy?.IamIdentity?.Arn,
            Stage = described.ModelLifeCycle?.Stage,
            StageStatus = described.ModelLifeCycle?.StageStatus,
            ModelData = described.InferenceSpecification?.Containers is [{ } container] ? container.ModelDataUrl : null,
            Properties = properties,
            Record = run is null ? null : await _runs.FindAsync(pipeline, run, cancellationToken),
            Request = run is null ? null : await ReadAsync($"approvals/{pipeline}/{run}.json", DomainJson.Wire.ApprovalRequest, cancellationToken),
            Serves = package.ModelPackageArn == champion,
        };
    }
}
