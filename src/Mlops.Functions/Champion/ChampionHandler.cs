using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;
using Mlops.Domain.Deployment;
using Mlops.Domain.Json;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Champion;

/// <summary>Freezes the serving model into the run's folder, so that Evaluate measures the one whose version is answered here. Idempotent by the run: a repetition replaces the frozen model.</summary>
internal sealed class ChampionHandler(IAmazonS3 s3, ArtifactStore store, RunStore runs)
{
    public async Task<ChampionOutput> HandleAsync(ChampionInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        await runs.RequireOpenAsync(input.Pipeline, input.Run, input.Execution, cancellationToken).ConfigureAwait(false);
        var pointer = await store.ReadAsync(ArtifactKeys.Champion(input.Pipeline), DomainJson.Wire.ChampionPointer, cancellationToken).ConfigureAwait(false);
        if (pointer is not null)
        {
            await CopyAsync(pointer.Value.ModelData, Key(input, "model.tar.gz"), cancellationToken).ConfigureAwait(false);
        }

        await store.WriteAsync(Key(input, "champion.json"), FrozenChampion.Of(pointer?.Value), DomainJson.Wire.FrozenChampion, cancellationToken).ConfigureAwait(false);
        return new ChampionOutput
        {
            Exists = pointer is not null,
            Run = pointer?.Value.Run,
            Model = pointer?.Value.Model,
            Package = pointer?.Value.Package,
            Version = pointer?.ETag ?? ChampionPointer.NoVersion,
        };
    }

    private Task<CopyObjectResponse> CopyAsync(string modelData, string key, CancellationToken cancellationToken)
    {
        var source = new AmazonS3Uri(modelData);
        return s3.CopyObjectAsync(
            new CopyObjectRequest { SourceBucket = source.Bucket, SourceKey = source.Key, DestinationBucket = store.Bucket, DestinationKey = key },
            cancellationToken);
    }

    private static string Key(ChampionInput input, string name) => ArtifactKeys.Run(input.Pipeline, input.Run, $"champion/{name}");
}

/// <summary>Payload of <c>champion</c>.</summary>
public sealed record ChampionInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }
}

/// <summary>Answer of <c>champion</c>; the version is the pointer's ETag.</summary>
public sealed record ChampionOutput
{
    public required bool Exists { get; init; }

    public string? Run { get; init; }

    public string? Model { get; init; }

    public string? Package { get; init; }

    public required string Version { get; init; }
}
