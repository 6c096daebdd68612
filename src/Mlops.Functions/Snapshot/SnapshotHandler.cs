using Amazon.Lambda.Core;
using Mlops.Domain.Datasets;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Snapshot;

/// <summary>Freezes what was uploaded and says whether there is anything new in it. Idempotent by the run: contents are stored under their hash, and a repeated snapshot replaces the run's manifest.</summary>
internal sealed class SnapshotHandler(Freezer freezer, ArtifactStore store, RunStore runs, VerdictStore verdicts, LeaseStore leases)
{
    public async Task<SnapshotOutput> HandleAsync(SnapshotInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (pipeline, run) = (input.Pipeline, input.Run);
        await leases.RequireAsync(ArtifactKeys.TrainingLease(pipeline), input.Execution, cancellationToken).ConfigureAwait(false);
        var manifest = await ManifestAsync(pipeline, run, cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(ArtifactKeys.Run(pipeline, run, "manifest.json"), manifest, DomainJson.Wire.DatasetManifest, cancellationToken).ConfigureAwait(false);
        await store.WriteTextAsync(ArtifactKeys.Run(pipeline, run, "objects.manifest"), ObjectsManifest.Of(store.Bucket, manifest), cancellationToken).ConfigureAwait(false);

        var last = await verdicts.FindAsync(pipeline, cancellationToken).ConfigureAwait(false);
        var record = await runs.UpdateAsync(pipeline, run, current => current.WithDataset(Judge(input, manifest, current, last)), cancellationToken).ConfigureAwait(false);
        return SnapshotOutput.Of(record.Dataset!);
    }

    // A model that was refused is made again from what it was made of, whatever was uploaded since.
    private async Task<DatasetManifest> ManifestAsync(string pipeline, string run, CancellationToken cancellationToken)
    {
        var record = await runs.FindAsync(pipeline, run, cancellationToken).ConfigureAwait(false);
        return record?.Trigger?.Override is { } asked
            ? (await store.RequireAsync(ArtifactKeys.Run(pipeline, asked.Run, "manifest.json"), DomainJson.Wire.DatasetManifest, cancellationToken).ConfigureAwait(false)).Value
            : await freezer.FreezeAsync(pipeline, cancellationToken).ConfigureAwait(false);
    }

    private static RunDataset Judge(SnapshotInput input, DatasetManifest manifest, RunRecord run, LastVerdict? last)
    {
        // Who names steps wants them executed.
        var isAsked = input.Force || run.Trigger?.Selection.IsEverything == false;
        var sameAs = !isAsked && last?.Covers(manifest.Dataset, run.Definition, input.Image) == true ? last.Run : null;
        return new RunDataset
        {
            Status = manifest.Files.Count == 0 ? SnapshotStatus.Empty : sameAs is null ? SnapshotStatus.New : SnapshotStatus.Unchanged,
            Hash = manifest.Dataset,
            Files = manifest.Files.Count,
            Bytes = manifest.Files.Sum(file => file.Size),
            SameAs = sameAs,
        };
    }
}

/// <summary>Payload of <c>snapshot</c>.</summary>
public sealed record SnapshotInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset Now { get; init; }

    public bool Force { get; init; }

    public required string Image { get; init; }
}

/// <summary>Answer of <c>snapshot</c>.</summary>
public sealed record SnapshotOutput(SnapshotStatus Status, string Dataset, int Files, long Bytes, string? SameAs)
{
    public static SnapshotOutput Of(RunDataset dataset) => new(dataset.Status, dataset.Hash, dataset.Files, dataset.Bytes, dataset.SameAs);
}
